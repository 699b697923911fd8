import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { auditAccessibility } from './audit-accessibility.ts';
import { openBrowser, openPage } from './open-browser.ts';
import { mailFile, takeIn, takeInAndRoute } from './sample-post.ts';

const url = inject('mailroomUrl');
const account = inject('account');

/** Each page, how to get there, and what shows that it stands. */
const pages: readonly { name: string; path: (ids: Ids) => string; stands: (page: Page) => Promise<unknown> }[] = [
  { name: 'intake', path: () => '/intake', stands: (page) => page.getByRole('gridcell').first().waitFor() },
  {
    name: 'an empty intake',
    path: () => '/intake?q=nirgends',
    stands: (page) => page.getByText('Nichts passt').waitFor(),
  },
  {
    name: 'a finished document',
    path: ({ done }) => `/documents/${done}`,
    stands: (page) => page.getByRole('img', { name: 'Bild von Seite 1 von 1' }).waitFor(),
  },
  {
    name: 'a document with a question',
    path: ({ parked }) => `/documents/${parked}`,
    stands: (page) => page.getByRole('link', { name: 'In der Nachbearbeitung beantworten' }).waitFor(),
  },
  { name: 'trays', path: () => '/trays', stands: (page) => page.getByRole('gridcell').first().waitFor() },
  { name: 'work list', path: () => '/work', stands: (page) => page.getByRole('button', { name: 'Nehmen' }).waitFor() },
  { name: 'customers', path: () => '/customers', stands: (page) => page.getByRole('gridcell').first().waitFor() },
  {
    name: 'a customer',
    path: () => '/customers/40000037',
    stands: (page) => page.getByText('Letzte Dokumente').waitFor(),
  },
  {
    name: 'accounts',
    path: () => '/accounts',
    stands: (page) => page.getByRole('gridcell').first().waitFor(),
  },
  {
    name: 'own account',
    path: () => '/account',
    stands: (page) => page.getByText('Sie haben keine Zugriffstoken.').waitFor(),
  },
  { name: 'review', path: () => '/review', stands: (page) => page.getByRole('listbox').first().waitFor() },
  {
    name: 'one field over many documents',
    path: () => '/review/fields',
    stands: (page) => page.getByText(/Dasselbe Feld vieler Dokumente|Kein zweifelhaftes Feld/).waitFor(),
  },
  { name: 'quality', path: () => '/quality', stands: (page) => page.getByText('Offene Prüfungen').waitFor() },
  {
    name: 'the documents behind quality',
    path: () => '/quality/documents',
    stands: (page) =>
      page.getByRole('table').or(page.getByRole('grid')).or(page.getByText('Nichts passt')).first().waitFor(),
  },
  {
    name: 'a blind check',
    path: () => '/quality/check',
    stands: (page) => page.getByText(/Was ist es, und wem gehört es|Nichts zu prüfen/).waitFor(),
  },
  { name: 'system', path: () => '/system', stands: (page) => page.getByText('PostgreSQL').first().waitFor() },
  {
    name: 'an address without a page',
    path: () => '/nowhere',
    stands: (page) => page.getByText('gibt es keine Seite').waitFor(),
  },
];
interface Ids {
  readonly done: string;
  readonly parked: string;
}

describe('every page is clean by WCAG 2.1 AA', () => {
  let browser: Browser;
  let ids: Ids;
  beforeAll(async () => {
    browser = await openBrowser();
    await using view = await openPage(browser, url, { account });
    const text = 'Hiermit kündige ich meinen Vertrag fristgerecht zum nächstmöglichen Zeitpunkt.';
    const done = await takeInAndRoute(
      view.page,
      mailFile('fertig.eml', { subject: 'Kündigung', text: `${text} Kundennummer 40000037. Sophie Feldbeck` }),
      { classKey: 'cancellation', customerNumber: '40000037' },
    );
    const parked = await takeIn(view.page, mailFile('offen.eml', { subject: 'Kündigung', text }));
    await parked.settled();
    ids = { done: done.documentId, parked: parked.documentId };
  });
  afterAll(async () => {
    await browser?.close();
  });

  // Colours do not depend on the width, so the narrow layout is looked at once.
  const looks = [
    { scheme: 'light', width: 1440 },
    { scheme: 'dark', width: 1440 },
    { scheme: 'light', width: 820 },
  ] as const;
  for (const { scheme, width } of looks) {
    it(`${scheme} at ${width} px`, { timeout: 300_000 }, async () => {
      await using view = await openPage(browser, url, { account, scheme, width });
      const found: string[] = [];
      for (const { name, path, stands } of pages) {
        await view.page.goto(path(ids));
        await stands(view.page);
        found.push(...(await auditAccessibility(view.page)).map((line) => `${name}: ${line}`));
      }
      expect(found).toEqual([]);
      expect(view.offences).toEqual([]);
    });
  }

  it('the search over all pages and the sheet of keys', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.goto('/intake');
    await page.getByRole('gridcell').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
    expect(await auditAccessibility(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Tasten' }).waitFor();
    expect(await auditAccessibility(page)).toEqual([]);
  });

  it('an account over the list, and a new one', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.goto('/accounts');
    await page.getByRole('row').filter({ hasText: 'Berta Brink' }).click();
    await page.getByRole('button', { name: 'Konto sperren' }).waitFor();
    expect(await auditAccessibility(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Konto anlegen' }).click();
    await page.getByLabel('Name zum Anmelden').waitFor();
    expect(await auditAccessibility(page)).toEqual([]);
  });

  it('the page behind a one-time link', async () => {
    await using view = await openPage(browser, url);
    await view.page.goto('/set-password?token=0123456789');
    await view.page.getByRole('button', { name: 'Kennwort setzen und anmelden' }).waitFor();
    expect(await auditAccessibility(view.page)).toEqual([]);
  });

  it('the sign-in page', async () => {
    await using view = await openPage(browser, url);
    await view.page.goto('/sign-in');
    await view.page.getByRole('button', { name: 'Anmelden' }).waitFor();
    expect(await auditAccessibility(view.page)).toEqual([]);
  });

  it('the bar has room for every place at every width', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.goto('/customers');
    await page.getByRole('gridcell').first().waitFor();
    const crowded: number[] = [];
    for (const width of [2560, 1480, 1440, 1370, 1355, 1280, 1250, 1240, 1100, 985]) {
      await page.setViewportSize({ width, height: 900 });
      const ends = await page.getByRole('navigation').getByRole('link').last().boundingBox();
      const begins = await page.getByRole('button', { name: /^Suchen/ }).boundingBox();
      const isWide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
      // Narrow bars have two rows: the places have one for themselves, and all of its width.
      const isOneRow = ends !== null && begins !== null && Math.abs(ends.y - begins.y) < ends.height;
      const room = isOneRow ? begins.x : width;
      if (isWide || ends === null || begins === null || ends.x + ends.width > room) crowded.push(width);
    }
    expect(crowded).toEqual([]);
  });

  it('nothing is cut off sideways on a telephone', async () => {
    await using view = await openPage(browser, url, { account, width: 400 });
    const wide: string[] = [];
    for (const { name, path, stands } of pages.filter((one) => one.name !== 'work list')) {
      await view.page.goto(path(ids));
      await stands(view.page);
      const widths = await view.page.evaluate(
        '[document.documentElement.scrollWidth, document.getElementById("content").scrollWidth]',
      );
      if (!Array.isArray(widths) || widths.some((one) => one > 400)) wide.push(`${name}: ${String(widths)}`);
    }
    expect(wide).toEqual([]);
  });
});
