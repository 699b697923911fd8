import { Command, CommanderError, Option } from 'commander';
import { channels } from '../domain/channel.ts';
import { MailroomError } from '../domain/errors.ts';
import { stageNames } from '../domain/stage-name.ts';
import { outliveReader } from './closed-pipe.ts';
import { version } from './version.ts';

/** Wrong usage ends with 2, everything that could not be done with 1. */
const usageExitCode = 2;

export interface GlobalOptions {
  readonly dataDir?: string;
  readonly config?: string;
  readonly json?: boolean;
}

const withGlobalOptions = (each: Command): Command =>
  each
    .option('--data-dir <dir>', 'folder of the embedded parts (default: ./data)')
    .option('--config <file>', 'configuration in YAML')
    .option('--json', 'results as JSON Lines on standard output')
    .exitOverride();

const program = withGlobalOptions(new Command('mailroom'))
  .description('Letters, faxes and e-mails become archived documents and work items.')
  .version(version);

/** Every command takes the global options, before its name and behind it. */
const command = (name: string, description: string, parent = program): Command =>
  withGlobalOptions(parent.command(name).description(description));

program.hook('preAction', (_, action) => {
  for (let above = action.parent; above !== null; above = above.parent) {
    for (const [name, value] of Object.entries(above.opts())) {
      if (action.getOptionValue(name) === undefined) action.setOptionValue(name, value);
    }
  }
});

const channelOption = () => new Option('--channel <channel>', 'how the post came').choices(channels);

command('start', 'run the mail room: pages, API and workers in one process')
  .addOption(new Option('--mode <mode>', 'what this process does').choices(['all', 'api', 'worker']))
  .option('--stages <stages>', `stages a worker serves, of ${stageNames.join(',')}`)
  .option('--port <port>', 'port to listen on')
  .option('--host <host>', 'address to listen on')
  .action(async (options) => (await import('./commands/start.ts')).start(options));

command('process', 'take files or folders in, run the whole pipeline, print one result per document')
  .argument('<path...>')
  .option('--customers <file>', 'import these customers first (CSV)')
  .addOption(channelOption())
  .option('--text', 'with the text that was read')
  .action(async (paths: string[], options) => (await import('./commands/process.ts')).processPost(paths, options));

command('submit', 'send files or folders to a running server')
  .argument('<path...>')
  .addOption(channelOption())
  .option('--wait', 'wait until every document reached its end and print the results')
  .option('--text', 'with the text that was read')
  .option('--url <url>', 'address of the server (default: the one of the data folder)')
  .option('--token <token>', 'access token (default: MAILROOM_TOKEN, or the one of the data folder)')
  .action(async (paths: string[], options) => (await import('./commands/submit.ts')).submit(paths, options));

const customers = program.command('customers').description('customer master data').exitOverride();
command('import', 'upsert customers from CSV; a bad line is reported and does not stop the rest', customers)
  .argument('<file>')
  .action(async (file: string, options) => (await import('./commands/customers.ts')).importFile(file, options));
command('count', 'how many customers there are', customers).action(async (options) =>
  (await import('./commands/customers.ts')).count(options),
);
command('find', 'customers by number, name, address or e-mail, also misspelled ones', customers)
  .argument('[words...]')
  .option('--name <name>', 'first and last name, or an organisation')
  .option('--street <street>', 'street with or without number')
  .option('--postcode <postcode>')
  .option('--city <city>')
  .option('--number <number>', 'customer, contract or meter number')
  .action(async (words: string[], options) => (await import('./commands/customers.ts')).find(words.join(' '), options));

const match = program.command('match').description('which customer a document belongs to').exitOverride();
command('explain', 'weigh the customers of a document again and say why, changing nothing', match)
  .argument('<document>', 'its id')
  .action(async (document: string, options) => (await import('./commands/match.ts')).explain(document, options));
command('reestimate', 'estimate the weights of evidence from the own post, beside those in force', match)
  .option('--documents <number>', 'how many of the last documents (default: 2000)')
  .option('--activate', 'put the newest estimate in force')
  .option('--rollback', 'bring back the weights that were in force before')
  .action(async (options) => (await import('./commands/match.ts')).reestimate(options));

const classes = program.command('classes').description('document classes').exitOverride();
command('list', 'the document classes with queue, deadline and retention', classes).action(async (options) =>
  (await import('./commands/classes.ts')).list(options),
);

const classifier = program.command('classifier').description('the classifier of documents').exitOverride();
command('train', 'train a model from the training texts', classifier)
  .option('--data <path>', 'JSON Lines file or folder with training texts')
  .option('--out <dir>', 'write the model to this folder instead of keeping it as a candidate')
  .option('--from-corrections', 'learn from what people corrected, too')
  .action(async (options) => (await import('./commands/classifier.ts')).train(options));
command('evaluate', 'measure the model on texts it has not seen', classifier)
  .option('--data <path>', 'JSON Lines file or folder: {"text": …, "class": …}')
  .option('--model <dir>', 'another model than the one in force')
  .option('--plot <file>', 'draw how often answers were right against how sure they were, as SVG')
  .action(async (options) => (await import('./commands/classifier.ts')).evaluateModel(options));

command('list', 'the models there are, and which is in force', classifier).action(async (options) =>
  (await import('./commands/models.ts')).list(options),
);
command('compare', 'a model against the one in force on recent post: who would move where', classifier)
  .argument('<id>')
  .option('--documents <number>', 'how many of the last documents (default: 1000)')
  .action(async (id: string, options) => (await import('./commands/models.ts')).compare(id, options));
command('activate', 'put a model in force; workers take it up without a restart', classifier)
  .argument('<id>')
  .action(async (id: string, options) => (await import('./commands/models.ts')).activate(id, options));
command('rollback', 'bring back the model that was in force before', classifier).action(async (options) =>
  (await import('./commands/models.ts')).rollBack(options),
);
command('corrections', 'what people corrected, as training texts', classifier)
  .option('--out <file>', 'write them to this JSON Lines file')
  .action(async (options) => (await import('./commands/models.ts')).corrections(options));

const serverOptions = (each: Command): Command =>
  each
    .option('--url <url>', 'address of the server (default: the one of the data folder)')
    .option('--token <token>', 'access token (default: MAILROOM_TOKEN, or the one of the data folder)');

const batches = program
  .command('batches')
  .description('batches of the scan station, on a running server')
  .exitOverride();
serverOptions(command('list', 'batches, newest first', batches))
  .addOption(new Option('--state <state>', 'only these').choices(['open', 'released', 'discarded']))
  .action(async (options) => (await import('./commands/batches.ts')).list(options));
serverOptions(command('show', 'one batch with its count chain', batches))
  .argument('<id>')
  .action(async (id: string, options) => (await import('./commands/batches.ts')).show(id, options));
serverOptions(command('release', 'release a batch as it lies', batches))
  .argument('<id>')
  .option('--reason <text>', 'why, when the count does not add up')
  .action(async (id: string, options) => (await import('./commands/batches.ts')).release(id, options));

serverOptions(command('scan', 'scan a stack with a SANE device into a new batch of a running server'))
  .requiredOption('--profile <key>', 'scan profile')
  .option('--device <name>', 'SANE device (default: the one of the profile)')
  .option('--sheets <number>', 'how many sheets lie in the feeder (default: until it is empty)')
  .option('--resolution <dpi>', 'dots per inch (default: 300)')
  .action(async (options) => (await import('./commands/scan.ts')).scan(options));

const separators = program.command('separators').description('separator sheets for scanning').exitOverride();
command('print', 'write separator sheets as a PDF: equal ones, or one for each archive number', separators)
  .option('--class <key>', 'class of the document behind the sheet')
  .option('--profile <key>', 'scan profile for the pages behind it')
  .option('--archive <from..to>', 'a sheet for each archive number, such as N-0001..N-0030')
  .option('--patch <kind>', 'patch code on the sheet (default: T)')
  .option('--count <number>', 'how many equal sheets (default: 1)')
  .requiredOption('--out <file>', 'the PDF to write')
  .action(async (options) => (await import('./commands/separators.ts')).print(options));

const archive = program.command('archive').description('the archive of originals and renditions').exitOverride();
command('verify', 'prove that archived documents are there and unchanged', archive)
  .argument('[id]', 'a document')
  .option('--all', 'every document (the default)')
  .action(async (id: string | undefined, options) => (await import('./commands/archive.ts')).verify(id, options));
command('export', 'copy originals, renditions and index data to a folder', archive)
  .requiredOption('--out <dir>', 'a new or empty folder')
  .option('--customer <number>', 'only documents of this customer')
  .option('--since <date>', 'received at or after (ISO 8601)')
  .option('--until <date>', 'received before (ISO 8601)')
  .action(async (options) => (await import('./commands/archive.ts')).exportTo(options));

command('doctor', 'check every configured part and say how to mend what is wrong').action(async (options) =>
  (await import('./commands/doctor.ts')).doctor(options),
);

for (const each of [program, ...program.commands, ...program.commands.flatMap((parent) => parent.commands)]) {
  each.configureOutput({ writeErr: (text) => process.stderr.write(text) });
}

for (const stream of [process.stdout, process.stderr]) outliveReader(stream);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : usageExitCode;
  } else {
    const sentence =
      error instanceof MailroomError
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error);
    process.stderr.write(`${sentence}\n`);
    process.exitCode = error instanceof MailroomError && error.code === 'request.invalid' ? usageExitCode : 1;
  }
}
