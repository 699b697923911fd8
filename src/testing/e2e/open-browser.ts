import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Debian's Chromium; another one by MAILROOM_CHROMIUM. No browser is downloaded. */
const executablePath = process.env.MAILROOM_CHROMIUM || '/usr/bin/chromium';

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What a page must never do: break its security policy, throw, or ask another host for anything. */
  readonly offences: readonly string[];
}

export interface PageOptions {
  readonly language?: 'de' | 'en';
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly account?: { readonly name: string; readonly password: string };
}

/** A page in a profile of its own, signed in when an account is given. */
export async function openPage(browser: Browser, url: string, options: PageOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: options.width ?? 1440, height: 900 },
    locale: options.language === 'en' ? 'en-GB' : 'de-DE',
    colorScheme: options.scheme ?? 'light',
  });
  if (options.account !== undefined) {
    const answer = await context.request.post('/api/v1/session', {
      data: options.account,
      headers: { 'x-mailroom-request': '1' },
    });
    if (!answer.ok()) throw new Error(`Signing in failed: ${await answer.text()}`);
  }
  const page = await context.newPage();
  const offences: string[] = [];
  page.on('pageerror', (error) => offences.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) offences.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(url).host) offences.push(`asked ${request.url()}`);
  });
  return { page, context, offences, [Symbol.asyncDispose]: () => context.close() };
}
