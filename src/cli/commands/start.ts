import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { demoAccounts, demoPassword, seedDemoAccounts } from '../../api/auth/demo-accounts.ts';
import { ensureLocalToken } from '../../api/auth/local-token.ts';
import { ensureSetup } from '../../api/auth/setup-link.ts';
import { createApi } from '../../api/create-api.ts';
import { createClosingStack } from '../../app/closing-stack.ts';
import { type Mailroom, openMailroom } from '../../app/compose.ts';
import { openLog } from '../../app/log.ts';
import { seedDemo } from '../../app/seed/seed-demo.ts';
import { removeServerFile, writeServerFile } from '../../app/server-file.ts';
import { watchQuality } from '../../app/watch-quality.ts';
import { packageRoot } from '../../config/package-root.ts';
import { loadSettings, type Settings } from '../../config/settings.ts';
import { declareInstallation } from '../../db/installation.ts';
import { MailroomError } from '../../domain/errors.ts';
import { parseStages, parseWholeNumber } from '../arguments.ts';
import type { GlobalOptions } from '../main.ts';
import { createOutput, type Output } from '../output.ts';
import { version } from '../version.ts';

export interface StartOptions extends GlobalOptions {
  readonly mode?: 'all' | 'api' | 'worker';
  readonly stages?: string;
  readonly port?: string;
  readonly host?: string;
}

/** Runs until SIGINT or SIGTERM, then finishes or gives back what it holds within 10 seconds. A second signal ends at once. */
export async function start(options: StartOptions): Promise<void> {
  const output = createOutput(options.json === true);
  const settings = await loadSettings({
    configFile: options.config,
    dataDir: options.dataDir,
    env: process.env,
    overrides: {
      ...(options.mode ? { mode: options.mode } : {}),
      ...(options.host ? { host: options.host } : {}),
      ...(options.port ? { port: parseWholeNumber('--port', options.port, 65_535) } : {}),
      ...(options.stages ? { stages: parseStages(options.stages) } : {}),
    },
  });
  await mkdir(settings.dataDir, { recursive: true });
  const log = openLog({ level: settings.logLevel });
  const closing = createClosingStack();
  const stop = new AbortController();
  const signalled = untilSignal(stop);

  try {
    const mailroom = closing.use(await openMailroom(settings, { use: 'service', log }));
    const isDemo = (await declareInstallation(mailroom.database, settings.isDemo ? 'demo' : 'real')) === 'demo';
    if (isDemo && !settings.isDemo) {
      throw new MailroomError(
        'config.invalid',
        'This data belongs to a demo with well-known passwords. Start a real installation with an empty database or data folder.',
      );
    }
    if (isDemo) await seedDemoAccounts(mailroom.database);
    if (settings.mode !== 'api') {
      closing.defer(() => mailroom.engine.stop());
      await mailroom.engine.start();
      closing.use(mailroom.readAlong());
      closing.use(await mailroom.watchHotFolders());
      const watch = watchQuality(mailroom.qualityFigures, log);
      closing.defer(async () => watch[Symbol.dispose]());
    }
    const address = settings.mode === 'worker' ? null : await listen(mailroom, settings, closing);
    await announce(mailroom, settings, address, isDemo, output);
    if (isDemo && settings.mode === 'all') await seedDemo(mailroom, output, stop.signal);
    await signalled;
    output.note('Stopping: finishing what is under way …');
  } finally {
    await closing.close();
  }
}

async function listen(
  mailroom: Mailroom,
  settings: Settings,
  closing: ReturnType<typeof createClosingStack>,
): Promise<string> {
  const { database, store, intake, batches, trays, review, queue, painter, readings, classes, clock, log, parts } =
    mailroom;
  const { quality, qualityFigures, models, customerOf } = mailroom;
  const webRoot = join(packageRoot, 'dist/web');
  const api = await createApi({
    database,
    store,
    intake,
    batches,
    trays,
    review,
    quality,
    qualityFigures,
    customerOf,
    models,
    queue,
    painter,
    readings,
    classes,
    clock,
    log,
    parts,
    version,
    limits: settings.limits,
    webRoot: existsSync(webRoot) ? webRoot : null,
    options: {
      trustProxy: settings.trustedProxies.length === 0 ? false : settings.trustedProxies,
      secureCookie: settings.secureCookie === 'auto' ? 'auto' : settings.secureCookie === 'always',
      sessionHours: settings.sessionHours,
      reviewIdleSeconds: settings.review.idleSeconds,
      reviewUndoSeconds: settings.review.undoSeconds,
      timeZone: settings.company.timeZone,
    },
  });
  closing.defer(() => api.close());
  await api.listen({ host: settings.host, port: settings.port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    throw new MailroomError(
      'config.invalid',
      `Port ${settings.port} on ${settings.host} cannot be used (${error.code}). Choose another with --port or MAILROOM_PORT; 0 takes a free one.`,
    );
  });
  const bound = api.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : settings.port;
  const host = settings.host === '0.0.0.0' || settings.host === '::' ? 'localhost' : settings.host;
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  await writeServerFile(settings.dataDir, { url: address, pid: process.pid });
  closing.defer(() => removeServerFile(settings.dataDir));
  await ensureLocalToken(database, settings.dataDir);
  return address;
}

async function announce(
  mailroom: Mailroom,
  settings: Settings,
  address: string | null,
  isDemo: boolean,
  output: Output,
): Promise<void> {
  const parts = await mailroom.parts();
  for (const part of parts) output.note(`${part.name.padEnd(14)} ${part.kind.padEnd(9)} ${part.detail}`);
  if (address === null) {
    output.result(
      { mode: settings.mode, stages: settings.stages, parts },
      `Mailroom works on ${settings.stages.join(', ')}.`,
    );
    return;
  }
  const url = settings.publicUrl ?? address;
  const setup = isDemo ? null : await ensureSetup(mailroom.database, mailroom.clock);
  const lines = [`Mailroom is ready: ${url}`];
  if (isDemo) {
    lines.push(
      `Sign in as ${demoAccounts.map((account) => account.name).join(', ')} with the password ${demoPassword} (this is a demo).`,
    );
  }
  if (setup)
    lines.push(
      `Nobody has an account yet. Open ${url}/setup?token=${setup.token} within 24 hours to make the first one.`,
    );
  output.result(
    { url, mode: settings.mode, isDemo, setupUrl: setup ? `${url}/setup?token=${setup.token}` : null, parts },
    lines.join('\n'),
  );
}

function untilSignal(stop: AbortController): Promise<void> {
  return new Promise((resolve) => {
    const heard = (): void => {
      if (stop.signal.aborted) process.exit(1);
      stop.abort();
      resolve();
    };
    process.on('SIGINT', heard).on('SIGTERM', heard);
  });
}
