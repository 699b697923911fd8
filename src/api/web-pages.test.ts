import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTemporaryFolder } from '../testing/temporary-folder.ts';
import { openTestApi } from '../testing/test-api.ts';

async function openPages() {
  const folder = await openTemporaryFolder();
  const webRoot = join(folder.path, 'web');
  await mkdir(join(webRoot, 'assets'), { recursive: true });
  await writeFile(join(folder.path, 'secret.txt'), 'secret');
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Mailroom</title>');
  await writeFile(join(webRoot, '.env'), 'secret');
  await writeFile(join(webRoot, 'first-paint.js'), 'paint()');
  await writeFile(join(webRoot, 'assets', 'index-Bx12_9aZ.js'), 'app()');
  const fixture = await openTestApi({ webRoot });
  return {
    get: (url: string, headers: Record<string, string> = {}) => fixture.api.inject({ url, headers }),
    folder,
    webRoot,
    async [Symbol.asyncDispose]() {
      await fixture[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('every address of the app gets its first page, fresh each time, under a policy without inline code', async () => {
  await using pages = await openPages();
  for (const url of ['/', '/index.html', '/documents/doc_0190', '/setup?token=abc']) {
    const page = await pages.get(url, { accept: 'text/html' });
    expect(page.statusCode, url).toBe(200);
    expect(page.body).toContain('<title>Mailroom</title>');
    expect(page.headers['cache-control']).toBe('no-cache');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(page.headers).toMatchObject({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' });
  }
});

test('hashed assets are kept for ever, other files are asked about', async () => {
  await using pages = await openPages();
  const hashed = await pages.get('/assets/index-Bx12_9aZ.js');
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(hashed.headers['content-type']).toContain('javascript');
  const plain = await pages.get('/first-paint.js');
  expect(plain.headers['cache-control']).toBe('public, no-cache');
  expect((await pages.get('/first-paint.js', { 'if-none-match': String(plain.headers.etag) })).statusCode).toBe(304);
});

test('a missing asset is missing and never the first page; so is an unknown address of the API', async () => {
  await using pages = await openPages();
  for (const url of ['/assets/index-old00000.js', '/missing.png', '/api/v1/nowhere', '/api', '/health/nothing']) {
    const response = await pages.get(url, { accept: 'text/html' });
    expect(response.statusCode, url).toBe(404);
    expect(response.headers['content-type'], url).toContain('application/problem+json');
  }
});

test('nothing outside the folder of the pages can be reached, and no hidden file in it', async () => {
  await using pages = await openPages();
  const tries = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%252e%252e/%252e%252e/secret.txt',
    '//secret.txt',
    '/assets/%00../../secret.txt',
    '/.env',
  ];
  for (const url of tries) {
    const response = await pages.get(url);
    expect(response.body, url).not.toContain('secret\n');
    expect(response.body, url).not.toBe('secret');
    expect([200, 400, 403, 404], url).toContain(response.statusCode);
    if (response.statusCode === 200) expect(response.body, url).toContain('<title>Mailroom</title>');
  }
});

test('without built pages the API still answers and the root says where it is', async () => {
  await using fixture = await openTestApi();
  const root = await fixture.api.inject({ url: '/' });
  expect(root.statusCode).toBe(404);
  expect(root.json().detail).toContain('/api/openapi.json');
});
