import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { stageNames } from '../domain/stage-name.ts';
import { classFields, defaultClassFields } from './class-fields.ts';
import { companySettings } from './company-settings.ts';
import { limitsSettings } from './limits-settings.ts';
import { qualitySettings } from './quality-settings.ts';
import { defaultScanProfiles, scanProfiles } from './scan-profiles.ts';
import { address, choice, choices, count, list, secret, section, structure, text } from './setting.ts';

const cores = availableParallelism();

/** Every setting there is, with its sentence, schema, default and environment variable. The documentation is made of this. */
export const definitions = section('', {
  dataDir: text({
    doc: 'Folder of the embedded parts: database, objects, keys. A relative path in the config file starts at that file.',
    env: 'MAILROOM_DATA_DIR',
    fallback: './data',
  }),
  host: text({
    doc: 'Address to listen on. Use 0.0.0.0 only behind a proxy that speaks TLS.',
    env: 'MAILROOM_HOST',
    fallback: '127.0.0.1',
    pattern: /^[A-Za-z0-9.:-]{1,253}$/,
    expects: 'a host name or an IP address',
  }),
  port: count({
    doc: 'Port to listen on; 0 takes a free one.',
    env: ['MAILROOM_PORT', 'PORT'],
    fallback: 3000,
    from: 0,
    to: 65_535,
  }),
  publicUrl: address({
    doc: 'Address under which people reach the pages, for links in messages and the set-up link.',
    env: 'MAILROOM_PUBLIC_URL',
    fallbackText: 'http://<host>:<port>',
    expects: 'an address such as https://mailroom.example',
    check: (url) =>
      /^https?:$/.test(url.protocol) && url.hash === '' && url.search === ''
        ? null
        : 'it is no plain http or https address',
    isSecret: false,
  }),
  trustedProxies: list({
    doc: 'Proxies in front whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses, networks, or the words loopback, linklocal, uniquelocal. Set it when a proxy speaks TLS for Mailroom; leave it empty otherwise, or anybody may forge addresses.',
    env: 'MAILROOM_TRUSTED_PROXIES',
    fallback: [],
    each: z.string().regex(/^(loopback|linklocal|uniquelocal|[0-9A-Fa-f.:]+(\/\d{1,3})?)$/),
    expects: 'addresses or networks, separated by commas',
  }),
  secureCookie: choice({
    doc: 'Whether the session cookie is for TLS only: auto decides by each request.',
    env: 'MAILROOM_SECURE_COOKIE',
    of: ['auto', 'always', 'never'],
    fallback: 'auto',
  }),
  sessionHours: count({
    doc: 'Hours after which a person must sign in again.',
    env: 'MAILROOM_SESSION_HOURS',
    fallback: 12,
    from: 1,
    to: 720,
  }),
  databaseUrl: address({
    doc: 'PostgreSQL 15 or newer. Without it an embedded PostgreSQL runs in the data folder.',
    env: 'DATABASE_URL',
    fallbackText: 'embedded',
    expects: 'postgres://USER:PASSWORD@HOST:5432/DATABASE',
    check: (url) => {
      if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') return 'it does not begin with postgres://';
      if (url.hostname === '' && !url.searchParams.has('host')) return 'the host is missing';
      return url.pathname.length > 1 ? null : 'the name of the database is missing';
    },
    isSecret: true,
  }),
  redisUrl: address({
    doc: 'Redis or Valkey (with appendonly on) for the queue. Without it the queue lives in the database.',
    env: 'REDIS_URL',
    fallbackText: 'in the database',
    expects: 'redis://:PASSWORD@HOST:6379 or rediss://…',
    check: (url) => {
      if (url.protocol !== 'redis:' && url.protocol !== 'rediss:')
        return 'it does not begin with redis:// or rediss://';
      return url.hostname === '' ? 'the host is missing' : null;
    },
    isSecret: true,
  }),
  objectStoreUrl: address({
    doc: 'S3 bucket for originals and renditions; Object Lock is tried at start. Without it they lie in the data folder.',
    env: 'OBJECT_STORE_URL',
    fallbackText: 'in the data folder',
    expects: 's3://KEY:SECRET@HOST:PORT/BUCKET?tls=true',
    check: (url) => {
      if (url.protocol !== 's3:') return 'it does not begin with s3://';
      if (url.hostname === '') return 'the host is missing';
      if (url.username === '' || url.password === '') return 'the key or the secret is missing';
      return /^\/+[^/]+\/*$/.test(url.pathname) ? null : 'the bucket is missing';
    },
    isSecret: true,
  }),
  directory: section('Where customers are looked up. Without an address it is the imported master data.', {
    url: address({
      doc: 'A live directory (CRM) that answers as docs/directory-over-http.md says. While it does not answer, documents wait.',
      env: 'MAILROOM_DIRECTORY_URL',
      fallbackText: 'the imported customers',
      expects: 'https://HOST/PATH',
      check: (url) => {
        if (url.username !== '' || url.password !== '') return 'the token belongs into MAILROOM_DIRECTORY_TOKEN';
        const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
        if (url.protocol === 'https:' || (url.protocol === 'http:' && isHere)) return null;
        return 'customer data must not travel in the clear: it is neither https nor on this machine';
      },
      isSecret: false,
    }),
    token: secret({
      doc: 'Sent to the directory as a bearer token.',
      env: 'MAILROOM_DIRECTORY_TOKEN',
    }),
    timeoutSeconds: count({
      doc: 'How long one question may take.',
      env: 'MAILROOM_DIRECTORY_TIMEOUT_SECONDS',
      fallback: 5,
      from: 1,
      // Indexing asks up to five questions one after the other and has 60 s: a slow directory must be a directory that is
      // away, never a document that took too long.
      to: 11,
    }),
  }),
  mode: choice({
    doc: 'What this process does: all, only the pages and the API, or only the work on documents. The last two need DATABASE_URL.',
    env: 'MAILROOM_MODE',
    of: ['all', 'api', 'worker'],
    fallback: 'all',
  }),
  stages: choices({
    doc: 'The stages a worker serves, to give slow ones machines of their own.',
    env: 'MAILROOM_STAGES',
    of: stageNames,
    fallback: stageNames,
    fallbackText: 'all six',
  }),
  demo: choice({
    doc: 'Whether the demo customers, post and accounts are loaded into an empty installation: auto does so while no company and no DATABASE_URL are configured. Never say yes where real post arrives: the demo accounts have well-known passwords.',
    env: 'MAILROOM_DEMO',
    of: ['auto', 'yes', 'no'],
    fallback: 'auto',
  }),
  logLevel: choice({
    doc: 'The least important kind of line that is logged.',
    env: 'MAILROOM_LOG_LEVEL',
    of: ['debug', 'info', 'warn', 'error', 'silent'],
    fallback: 'info',
  }),
  leaseSeconds: count({
    doc: 'How long a worker may be silent before another takes its document over.',
    env: 'MAILROOM_LEASE_SECONDS',
    fallback: 60,
    from: 5,
    to: 3600,
  }),
  sweepSeconds: count({
    doc: 'How often the database is searched for documents whose bell was lost.',
    env: 'MAILROOM_SWEEP_SECONDS',
    fallback: 5,
    from: 1,
    to: 600,
  }),
  concurrency: section('How many documents one process works on at a time, by stage.', {
    preparation: concurrency('preparation', 2),
    recognition: concurrency('recognition', Math.max(2, cores), 'the number of processors, at least 2'),
    classification: concurrency('classification', 4),
    indexing: concurrency('indexing', 8),
    archiving: concurrency('archiving', 4),
    routing: concurrency('routing', 8),
  }),
  ocr: section('Reading page images.', {
    engine: choice({
      doc: 'native is the tesseract program of the system; auto takes it when it is there with German and English.',
      env: 'MAILROOM_OCR_ENGINE',
      of: ['auto', 'tesseract.js', 'native'],
      fallback: 'auto',
    }),
    workers: count({
      doc: 'Pages read at the same time. Each takes a processor and 150 to 350 MB.',
      env: 'MAILROOM_OCR_WORKERS',
      fallback: cores,
      fallbackText: 'the number of processors',
      from: 1,
      to: 64,
    }),
  }),
  scan: section('The scan room: how paper comes in.', {
    profiles: structure({
      doc: 'Scan profiles. Each has key, name (a text, or de and en), site, channel (letter, fax), isDuplex, colour (black-white, grey, colour), separation (patches, codes, archivePrefixes, blankSheets, pagesEach, content), dropsBlanks, isFilePerPage, hotFolder (absolute, or below the data folder; none when left out), device (SANE), languages. A file in a hot folder is a scan of its own, a folder in it is a batch.',
      schema: scanProfiles,
      fallback: defaultScanProfiles,
      fallbackText: 'tagespost, fax-nacht',
      expects: 'a list of profiles with at least key, name and site',
    }),
    pollSeconds: count({
      doc: 'How often hot folders are looked at. Nothing tells of changes on network shares, so they are asked.',
      env: 'MAILROOM_SCAN_POLL_SECONDS',
      fallback: 3,
      from: 1,
      to: 600,
    }),
    settleSeconds: count({
      doc: 'How long a file in a hot folder must have been left unchanged before it is taken.',
      env: 'MAILROOM_SCAN_SETTLE_SECONDS',
      fallback: 5,
      from: 0,
      to: 3600,
    }),
    folderQuietSeconds: count({
      doc: 'How long a batch folder must have been left unchanged to be complete; a file named "ready" in it says so at once.',
      env: 'MAILROOM_SCAN_FOLDER_QUIET_SECONDS',
      fallback: 60,
      from: 1,
      to: 86_400,
    }),
  }),
  review: section('The review page, where people answer for what the machine was not sure about.', {
    idleSeconds: count({
      doc: 'After so long without a key or a movement the page gives the document it shows back to the others.',
      env: 'MAILROOM_REVIEW_IDLE_SECONDS',
      fallback: 180,
      from: 15,
      to: 3600,
    }),
    undoSeconds: count({
      doc: 'How long an answer can be taken back; the document goes on to the archive only then.',
      env: 'MAILROOM_REVIEW_UNDO_SECONDS',
      fallback: 15,
      from: 10,
      to: 600,
    }),
  }),
  quality: qualitySettings,
  indexing: section('The fields of a document.', {
    fields: structure({
      doc: 'Fields by class. Each has name, isRequired (a document of the class is not whole without it), ask (never, doubtful, missing: when a person is asked before the document goes on) and isSingle (only the surest value is kept). A class that stands here replaces its defaults, below.',
      schema: classFields,
      fallback: defaultClassFields,
      fallbackText: 'the table below',
      expects: 'a list of fields under the key of each class, such as invoice',
    }),
  }),
  limits: limitsSettings,
  company: companySettings,
});

function concurrency(stage: (typeof stageNames)[number], fallback: number, fallbackText = String(fallback)) {
  return count({
    doc: `Documents in ${stage}.`,
    env: `MAILROOM_CONCURRENCY_${stage.toUpperCase()}`,
    fallback,
    fallbackText,
    from: 1,
    to: 256,
  });
}
