import { writeFile } from 'node:fs/promises';
import { correctionExamples } from '../../app/models/correction-examples.ts';
import { recordAudit } from '../../db/audit-events.ts';
import type { ModelComparison, ModelEntry } from '../../ports/model-registry.ts';
import { parseWholeNumber } from '../arguments.ts';
import type { GlobalOptions } from '../main.ts';
import { createOutput } from '../output.ts';
import { withRegistry } from '../with-registry.ts';

/** Whoever has the command line has the machine; the audit trail calls them by its name. */
const actor = 'mailroom';
const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

export async function list(options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  await withRegistry(options, async ({ registry }) => {
    for (const model of await registry.list()) output.result(model, lineOf(model));
  });
}

export async function compare(id: string, options: GlobalOptions & { readonly documents?: string }): Promise<void> {
  const output = createOutput(options.json === true);
  const documents =
    options.documents === undefined ? 1000 : parseWholeNumber('--documents', options.documents, 100_000);
  await withRegistry(options, async ({ registry }) => {
    const progress = output.progress('Documents compared', null);
    const comparison = await registry.compare(id, { actor, documents, onProgress: (done) => progress.advance(done) });
    progress.end();
    output.result(comparison, sentencesOf(comparison));
  });
}

export async function activate(id: string, options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  await withRegistry(options, async ({ registry }) => {
    const model = await registry.activate(id, actor);
    output.result(
      model,
      `In force: ${lineOf(model)}\nWorkers take it up by themselves. "mailroom classifier rollback" brings the one before back.`,
    );
  });
}

export async function rollBack(options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  await withRegistry(options, async ({ registry }) => {
    const model = await registry.rollBack(actor);
    output.result(model, `In force again: ${lineOf(model)}`);
  });
}

/** People's answers as training texts. They are letters of customers: the file is as secret as the archive. */
export async function corrections(options: GlobalOptions & { readonly out?: string }): Promise<void> {
  const output = createOutput(options.json === true);
  await withRegistry(options, async ({ database, readings }) => {
    const found = await correctionExamples({ database, readings });
    const lines = found.examples.map(({ classKey, ...rest }) => ({ ...rest, class: classKey }));
    await recordAudit(database, {
      actor,
      action: 'corrections.exported',
      subject: 'corrections',
      detail: { examples: lines.length, contradictions: found.contradictions.length },
    });
    for (const { classes, documents } of found.contradictions)
      output.note(`Contradictory, left out: ${documents.join(', ')} (${classes.join(' or ')})`);
    if (found.unreadable > 0) output.note(`Without a text to learn from: ${found.unreadable}`);
    if (options.out !== undefined) {
      await writeFile(options.out, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
      output.result(
        {
          file: options.out,
          examples: lines.length,
          contradictions: found.contradictions,
          unreadable: found.unreadable,
        },
        `${lines.length} corrections written to ${options.out}. They are customers' letters: keep the file as you keep the archive.`,
      );
    } else for (const line of lines) output.result(line, JSON.stringify(line));
  });
}

function lineOf({ id, version, source, isActive, trainedAt, exampleCount, metrics }: ModelEntry): string {
  const [measure] = Object.values(metrics);
  const figures = measure
    ? `, first class right ${percent(measure.accuracy)}, decided alone ${percent(measure.autoShare)}, of those right ${percent(measure.autoPrecision)}`
    : '';
  return `${isActive ? '*' : ' '} ${id}  ${version}  ${source}  ${trainedAt.slice(0, 10)}  ${exampleCount} texts${figures}`;
}

function sentencesOf(comparison: ModelComparison): string {
  const { documents, sameClass, aloneBefore, aloneAfter, changedAlone, answered, unreadable, against, moves } =
    comparison;
  if (documents === 0) return 'There are no documents with a text to compare on.';
  return [
    `${documents} recent documents, against ${against.id} (${against.version}): ${sameClass} stay in their class, ${documents - sameClass} would move.`,
    `Decided alone: ${percent(aloneBefore / documents)} now, ${percent(aloneAfter / documents)} with this model; ${changedAlone} would be decided alone otherwise than now.`,
    ...(answered.count > 0
      ? [`Of ${answered.count} that people answered, right: ${answered.before} now, ${answered.after} with this model.`]
      : []),
    ...(unreadable > 0 ? [`${unreadable} have no text any more.`] : []),
    ...moves.map(
      ({ from, to, count, alone, documents: examples }) =>
        `  ${from ?? 'unknown'} → ${to ?? 'unknown'}: ${count}, ${alone} of them alone (${examples.join(', ')})`,
    ),
  ].join('\n');
}
