// Pictures of every page in both languages, from a real demo in a temporary folder: `node scripts/take-screenshots.js`.
// Needs a build and a Chromium (MAILROOM_CHROMIUM, by default Debian's). Give names of pictures to take only those.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { packageRoot } from './package-root.js';

const executablePath = process.env.MAILROOM_CHROMIUM || '/usr/bin/chromium';
const wanted = new Set(process.argv.slice(2));
const own = { 'x-mailroom-request': '1' };
const heightPx = 900;
const password = 'mailroom-demo';

const folder = await mkdtemp(join(tmpdir(), 'mailroom-screenshots-'));
const server = spawn(
  process.execPath,
  [join(packageRoot, 'bin', 'mailroom.js'), 'start', '--json', '--port', '0', '--data-dir', join(folder, 'data')],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, MAILROOM_DEMO: 'yes', DATABASE_URL: '', REDIS_URL: '', OBJECT_STORE_URL: '' },
  },
);
let browser;
try {
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const { url } = JSON.parse((await lines.next()).value ?? '{}');
  if (url === undefined) throw new Error('The demo did not start; its reason stands above.');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'] });
  const pictures = await describePictures(url);
  let bytes = 0;
  for (const language of ['de', 'en']) {
    await mkdir(join(packageRoot, 'docs', 'screenshots', language), { recursive: true });
    for (const picture of pictures) {
      if (wanted.size > 0 && !wanted.has(picture.name)) continue;
      bytes += await take(url, language, picture);
    }
  }
  console.log(`${Math.round(bytes / 1024)} KiB in docs/screenshots`);
} finally {
  await browser?.close();
  if (server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
}

/** Every page, and what must stand before it is taken. Looks: width and colours other than light at 1440 px. */
async function describePictures(url) {
  const context = await browser.newContext({ baseURL: url });
  const { request } = context;
  const ask = async (path) => (await request.get(`/api/v1${path}`)).json();
  const order = async (path, data, method = 'POST') => {
    const answer = await request.fetch(`/api/v1${path}`, { method, data, headers: own });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };
  await order('/session', { name: 'admin', password });
  await untilQuiet(ask);

  const { items } = await ask('/documents?limit=200');
  const details = [];
  for (const row of items) details.push(await ask(`/documents/${row.id}`));
  const best = (of, score) => details.filter(of).sort((a, b) => score(b) - score(a))[0];
  const marks = ({ result }) =>
    result.fields.filter(({ box }) => box !== null).length + 2 * (result.customer?.evidence?.length ?? 0);
  const isDone = (channel) => (one) => one.channel === channel && one.status === 'routed' && one.pages.length > 0;
  const letter = best(isDone('letter'), marks);
  const fax = best(isDone('fax'), marks);
  const mail = best(isDone('email'), marks);
  const asks = best(
    (one) => one.status === 'review' && one.pages.length > 0,
    (one) => (one.result.customer?.candidates?.length ?? 0) * 10 + marks(one),
  );
  const { items: doubts } = await ask('/review/fields?limit=1');
  const doubted = doubts[0]?.documentId ?? asks.id;
  const stuck = best(
    (one) => ['failed', 'quarantined'].includes(one.status),
    () => 0,
  );

  // A house in which something has happened: items in somebody's hands, an account of each kind, a token.
  const { items: waiting } = await ask('/work-items?state=waiting&limit=50');
  const shown =
    waiting.find(({ customerNumber, channel }) => customerNumber !== null && channel === 'fax') ?? waiting[0];
  const taken = waiting.filter(({ id }) => id !== shown.id).slice(0, 3);
  for (const { id, revision } of taken) await order(`/work-items/${id}/take`, { revision });
  await order('/accounts', { name: 'n.janssen', displayName: 'Nele Janssen', role: 'agent', language: 'de' });
  const left = await order('/accounts', { name: 'o.petersen', displayName: 'Ole Petersen', role: 'clerk' });
  await order(`/accounts/${left.account.id}`, { revision: left.account.revision, isDisabled: true }, 'PATCH');
  for (const [label, days] of [
    ['Scanner 2', 365],
    ['Excel', 30],
  ])
    await order('/session/tokens', { label, days });
  const batch = await scanBatch(ask, order, request);
  await context.close();

  const rows = (page) => page.getByRole('row').nth(1).waitFor();
  const image = (page) =>
    page
      .locator('main img')
      .first()
      .evaluate((one) => one.complete || new Promise((done) => one.addEventListener('load', done)));
  const document = async (page) => {
    await page.locator('main img').first().waitFor();
    await image(page);
  };
  const pages = [
    { name: 'sign-in', path: '/sign-in', isSignedOut: true, stands: (page) => page.locator('form').waitFor() },
    {
      name: 'set-password',
      path: '/set-password?token=0123456789',
      isSignedOut: true,
      stands: (page) => page.locator('form').waitFor(),
    },
    { name: 'intake', path: '/intake', stands: rows },
    { name: 'letter', path: `/documents/${letter.id}`, stands: document },
    { name: 'fax', path: `/documents/${fax.id}`, stands: document },
    { name: 'mail', path: `/documents/${mail.id}`, stands: document },
    { name: 'question', path: `/documents/${asks.id}`, stands: document },
    { name: 'stuck', path: `/documents/${stuck.id}`, stands: (page) => page.getByRole('region').nth(1).waitFor() },
    { name: 'scan-station', path: '/scan-station', stands: rows },
    { name: 'light-table', path: `/scan-station/${batch.id}`, stands: thumbnails, act: lookAtPage },
    {
      name: 'release',
      path: `/scan-station/${batch.id}`,
      stands: thumbnails,
      act: async (page) => {
        await page.keyboard.press('Control+Enter');
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'review', path: `/review?document=${asks.id}`, stands: inHand },
    { name: 'review-field', path: `/review?document=${doubted}`, stands: inHand, act: nextDoubt },
    {
      name: 'review-class',
      path: `/review?document=${asks.id}`,
      stands: inHand,
      act: async (page) => {
        await page.keyboard.press('c');
        await page.getByRole('option').nth(8).waitFor();
      },
    },
    { name: 'review-column', path: '/review/fields', stands: (page) => page.getByRole('textbox').first().waitFor() },
    { name: 'quality', path: '/quality', stands: rows },
    { name: 'trays', path: '/trays', stands: rows },
    { name: 'work-list', path: `/work?item=${shown.id}`, stands: document },
    { name: 'work-mine', path: `/work?view=mine&item=${taken[0].id}`, stands: document },
    { name: 'customers', path: '/customers', stands: rows },
    {
      name: 'customer',
      path: `/customers/${letter.customerNumber}`,
      stands: (page) => page.getByRole('region').first().waitFor(),
    },
    { name: 'accounts', path: '/accounts', stands: rows },
    {
      name: 'account',
      path: '/accounts',
      stands: rows,
      act: (page) => page.getByRole('row').filter({ hasText: 'Nele' }).click(),
    },
    { name: 'own-account', path: '/account', stands: rows },
    { name: 'system', path: '/system', stands: rows },
    { name: 'search', path: '/intake', stands: rows, act: search },
    { name: 'keys', path: `/documents/${letter.id}`, stands: document, act: (page) => page.keyboard.press('?') },
    { name: 'missing', path: '/nowhere', stands: (page) => page.locator('main a').first().waitFor() },
  ];
  const named = (name) => pages.find((page) => page.name === name);
  const also = ['intake', 'letter', 'light-table', 'review', 'work-list'].flatMap((name) => [
    { ...named(name), name: `${name}-dark`, scheme: 'dark' },
    { ...named(name), name: `${name}-narrow`, width: 390 },
    { ...named(name), name: `${name}-wide`, width: 2560 },
  ]);
  return [...pages, ...also];

  async function inHand(page) {
    await page.getByRole('listbox').first().waitFor();
    // Not the first image of the page: on a telephone that is a thumbnail nobody shows and nobody loads.
    await page.locator('main img[alt]:visible').first().waitFor();
  }
  /** As far as the first field that is doubted. */
  async function nextDoubt(page) {
    for (let press = 0; press < 4; press += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator('input[data-field]:focus').count()) > 0) return;
    }
  }
  async function thumbnails(page) {
    await page.getByRole('option').first().waitFor();
  }
  async function lookAtPage(page) {
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight']) await page.keyboard.press(key);
  }

  async function search(page) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').last().fill('petersen');
    await page
      .getByRole('group')
      .nth(1)
      .waitFor({ timeout: 5000 })
      .catch(() => {});
  }
}

/** A batch as a clerk has it before the release: scanned, a page turned, one set aside, one to be scanned again. */
async function scanBatch(ask, order, request) {
  const folder = join(packageRoot, 'fixtures', 'samples', 'letter');
  const names = (await readdir(folder)).filter((name) => /\.(tif|pdf|jpg|png)$/.test(name));
  const begun = { profile: 'tagespost', station: 'Scanner 2', announcedEnvelopes: names.length, announcedSheets: 9 };
  const { id } = await order('/batches', begun);
  for (const name of names) {
    const files = { name, mimeType: 'application/octet-stream', buffer: await readFile(join(folder, name)) };
    const answer = await request.post(`/api/v1/batches/${id}/scans`, { multipart: { files }, headers: own });
    if (!answer.ok()) throw new Error(`${name} was not taken into the batch: ${await answer.text()}`);
  }
  for (let turn = 0; turn < 300; turn += 1) {
    const { scans } = await ask(`/batches/${id}`);
    if (scans.every(({ state }) => state === 'held' || state === 'failed')) break;
    await new Promise((done) => setTimeout(done, 1000));
  }
  const batch = await ask(`/batches/${id}`);
  const pages = batch.parts.flatMap((part) => part.pages).filter((page) => page.dropped === null);
  const at = (index) => pages.slice(index, index + 1).map(({ documentId, page }) => ({ documentId, page }));
  const edits = [
    { kind: 'drop', pages: at(1), reason: 'removed' },
    { kind: 'markForRescan', pages: at(4), isForRescan: true },
    { kind: 'turn', pages: at(6), by: 90 },
  ].filter((edit) => edit.pages.length > 0);
  return order(`/batches/${id}/edits`, { revision: batch.revision, edits });
}

/** Until all post of the demo has come to rest: at its end, or with a person. */
async function untilQuiet(ask) {
  let quiet = 0;
  let before = -1;
  for (let turn = 0; turn < 600 && quiet < 6; turn += 1) {
    const { running } = await ask('/figures');
    const { items } = await ask('/documents?limit=200');
    const isQuiet = running === 0 && items.length > 10 && items.length === before;
    quiet = isQuiet ? quiet + 1 : 0;
    before = items.length;
    await new Promise((done) => setTimeout(done, 1000));
  }
  if (quiet < 6) throw new Error('The demo did not come to rest within ten minutes.');
}

async function take(url, language, { name, path, stands, act, isSignedOut, scheme = 'light', width = 1440 }) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: width > 2000 ? 1440 : heightPx },
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  try {
    if (!isSignedOut)
      await context.request.post('/api/v1/session', { data: { name: 'admin', password }, headers: own });
    const page = await context.newPage();
    await page.goto(path);
    await stands(page);
    await act?.(page);
    // Sharper images and counts follow the first paint.
    await page.waitForLoadState('load');
    await page.waitForTimeout(1200);
    const picture = await sharp(await page.screenshot())
      .webp({ quality: 70, effort: 5 })
      .toBuffer();
    await writeFile(join(packageRoot, 'docs', 'screenshots', language, `${name}.webp`), picture);
    return picture.byteLength;
  } catch (error) {
    throw new Error(`${name} in ${language}: ${error.message}`);
  } finally {
    await context.close();
  }
}
