import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { scanStack } from '../scan-stack.ts';
import { until } from '../until.ts';
import { auditAccessibility } from './audit-accessibility.ts';
import { openBrowser, openPage } from './open-browser.ts';
import type { PostFile } from './sample-post.ts';

const url = inject('mailroomUrl');
const account = inject('account');

const thumb = (page: Page, name: string) => page.getByRole('option', { name, exact: true });
const labels = (page: Page) =>
  page.getByRole('option').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
/** The tables of this file are small enough to be drawn whole. */
const shows = (page: Page, wanted: readonly string[]) =>
  until(`the table shows ${wanted.join(' | ')}`, async () => {
    const shown = await labels(page);
    return shown.join('|') === wanted.join('|') ? shown : null;
  });

describe('the scan station', () => {
  let browser: Browser;
  let stack: PostFile;
  let single: PostFile;
  beforeAll(async () => {
    browser = await openBrowser();
    const pages = ['Seite eins', 'Seite zwei', 'Seite drei', 'Seite vier', 'Seite fünf'];
    const file = async (name: string, texts: readonly string[]): Promise<PostFile> => ({
      name,
      mimeType: 'image/tiff',
      buffer: (await scanStack(texts.map((text) => ({ text: `${text}\n\nSehr geehrte Damen und Herren`.repeat(3) }))))
        .tiff,
    });
    stack = await file('stapel.tif', pages);
    single = await file('neu.tif', ['Seite zwei noch einmal']);
  });
  afterAll(async () => {
    await browser?.close();
  });

  /** A batch of the five pages without separators, held on the light table. */
  async function beginBatch(page: Page, facts: { sheets?: string } = {}): Promise<void> {
    await page.goto('/scan-station');
    await page.getByRole('heading', { name: 'Scanstation' }).waitFor();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'Neuer Stapel' });
    await dialog.getByRole('combobox', { name: 'Scanprofil' }).click();
    await page.getByRole('option', { name: 'Faxe der Nacht' }).click();
    if (facts.sheets !== undefined) await dialog.getByLabel('Blätter').fill(facts.sheets);
    await dialog.getByLabel('Station').fill('Scanner 2');
    await dialog.getByRole('button', { name: 'Stapel beginnen' }).click();
    await page.getByText('Der Leuchttisch ist leer').waitFor();
    await page.locator('input[data-scans]').setInputFiles([stack]);
    await thumb(page, 'Seite 5 von 5, Dokument 1').waitFor({ timeout: 60_000 });
  }

  it('a clerk cuts, drops, moves, undoes, rescans and releases a batch without a mouse', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await beginBatch(page, { sheets: '7' });
    const head = page.getByRole('main');
    await head.getByText('2 Blätter fehlen gegenüber der Ansage.').waitFor();
    // Quick, without waiting for any answer: they are sent in their order.
    await press('ArrowRight', 'ArrowRight', 'c', 'ArrowRight', 'Delete', 'ArrowRight', 'r', 'c');
    await shows(page, [
      'Seite 1 von 2, Dokument 1',
      'Seite 2 von 2, Dokument 1',
      'Seite 1 von 1, Dokument 2, Scanseite 3',
      'Dokument 2, Scanseite 4, entfernt',
      'Seite 1 von 1, Dokument 3, um 90° gedreht',
    ]);
    await press('Control+z');
    await thumb(page, 'Seite 2 von 2, Dokument 2, Scanseite 5, um 90° gedreht').waitFor();
    await press('Control+Shift+z');
    await thumb(page, 'Seite 1 von 1, Dokument 3, um 90° gedreht').waitFor();
    await press('Control+ArrowLeft', 'Home', 'b', 'ArrowRight', 'x');
    await shows(page, [
      'Dokument 1, Scanseite 1, leer',
      'Seite 1 von 1, Dokument 1, Scanseite 2, neu zu scannen',
      'Seite 1 von 2, Dokument 2, Scanseite 3',
      'Dokument 2, Scanseite 4, entfernt',
      'Seite 2 von 2, Dokument 2, Scanseite 5, um 90° gedreht',
    ]);
    await head.getByText('1 Seite wartet auf ihren neuen Scan.').waitFor();
    await page.locator('input[data-rescan]').setInputFiles([single]);
    await thumb(page, 'Dokument 1, Scanseite 2, ersetzt').waitFor({ timeout: 60_000 });
    await thumb(page, 'Seite 1 von 1, Dokument 1, Scanseite 1').waitFor();
    // What the edits made is what a reload shows.
    const before = await labels(page);
    await page.reload();
    await shows(page, before);

    await press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Stapel freigeben' });
    await dialog.getByText('lässt sich nichts mehr rückgängig machen').waitFor();
    expect(await auditAccessibility(page)).toEqual([]);
    // It does not add up, so nobody releases it without saying why.
    const release = dialog.getByRole('button', { name: 'Jetzt freigeben' });
    await release.click();
    await dialog.getByText('mindestens drei Zeichen').waitFor();
    await dialog.getByLabel('Warum er trotzdem freigegeben wird').fill('Zwei Blätter waren Werbung.');
    await release.click();
    await page.getByText('Freigegeben von Berta Brink').waitFor();
    expect(await page.getByRole('button', { name: 'Davor schneiden' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Freigeben' }).count()).toBe(0);
    expect(view.offences).toEqual([]);
  });

  it('the same with the mouse: a page is dragged into another document, and a batch is discarded with a reason', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await beginBatch(page);
    await beginBatch(page);
    // The same stack in two batches: it is said, with the batch and the day.
    await page.getByText('1 Scan liegt schon in einem anderen Stapel: Faxe der Nacht').waitFor();
    await page.getByRole('link', { name: 'Den Stapel öffnen' }).waitFor();
    await thumb(page, 'Seite 4 von 5, Dokument 1').click();
    await page.getByRole('button', { name: 'Davor schneiden' }).click();
    await thumb(page, 'Seite 2 von 2, Dokument 2').waitFor();
    await thumb(page, 'Seite 1 von 3, Dokument 1').dragTo(thumb(page, 'Seite 2 von 2, Dokument 2'), {
      targetPosition: { x: 10, y: 60 },
    });
    await thumb(page, 'Seite 3 von 3, Dokument 2').waitFor();
    await page.getByText('1 Seite in Dokument 2 verschoben.').first().waitFor();
    expect((await labels(page)).length).toBe(5);
    await thumb(page, 'Seite 1 von 2, Dokument 1').click();
    await thumb(page, 'Seite 1 von 3, Dokument 2').click({ modifiers: ['Shift'] });
    await page.getByText('3 Seiten gewählt').waitFor();
    await page.getByRole('button', { name: 'Entfernen', exact: true }).click();
    await page.getByText('3 Seiten entfernt.').first().waitFor();
    await page.getByRole('button', { name: 'Wiederherstellen' }).click();
    await page.getByText('3 Seiten wiederhergestellt.').first().waitFor();

    await page.getByRole('button', { name: 'Mehr zum Stapel' }).click();
    await page.getByRole('menuitem', { name: 'Stapel verwerfen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Stapel verwerfen' });
    await dialog.getByRole('button', { name: 'Jetzt verwerfen' }).click();
    await dialog.getByText('mindestens drei Zeichen').waitFor();
    await dialog.getByLabel('Begründung').fill('Falscher Stapel eingelegt.');
    await dialog.getByRole('button', { name: 'Jetzt verwerfen' }).click();
    await page.getByText('Verworfen von Berta Brink').waitFor();
    expect(view.offences).toEqual([]);
  });

  it('two clerks at one batch: each sees the other’s cut, and neither overwrites it', async () => {
    await using first = await openPage(browser, url, { account });
    await using second = await openPage(browser, url, { account });
    await beginBatch(first.page);
    const address = first.page.url();
    await second.page.goto(address);
    await thumb(second.page, 'Seite 5 von 5, Dokument 1').waitFor();
    // Told by the live stream.
    await thumb(first.page, 'Seite 3 von 5, Dokument 1').click();
    await first.page.keyboard.press('c');
    await thumb(second.page, 'Seite 1 von 3, Dokument 2').waitFor();

    // The second one's line for news is cut, so that an old table is edited.
    await second.page.route('**/api/v1/events', (route) => route.abort());
    await second.page.reload();
    await thumb(second.page, 'Seite 2 von 3, Dokument 2').click();
    await first.page.keyboard.press('r');
    await first.page.getByText('1 Seite gedreht.').first().waitFor();
    await thumb(first.page, 'Seite 1 von 3, Dokument 2, um 90° gedreht').waitFor();
    await until('the turn is stored', async () => {
      const answer = await first.page.request.get(address.replace('/scan-station/', '/api/v1/batches/'));
      return JSON.stringify(await answer.json()).includes('"turn":90');
    });
    await second.page.keyboard.press('c');
    await second.page.getByText('Jemand anderes hat diesen Stapel geändert.').first().waitFor();
    await thumb(second.page, 'Seite 1 von 3, Dokument 2, um 90° gedreht').waitFor();
    // The selection stayed, so the key works now.
    await second.page.keyboard.press('c');
    await thumb(second.page, 'Seite 1 von 2, Dokument 3').waitFor();
    expect([...first.offences, ...second.offences]).toEqual([]);
  });

  it('a scan that cannot be opened is taken out with a reason, stays in sight, and is put back', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await beginBatch(page);
    const torn = { name: 'kaputt.tif', mimeType: 'image/tiff', buffer: stack.buffer.subarray(0, 40) };
    await page.locator('input[data-scans]').setInputFiles([torn]);
    const failed = page.getByText('Ließ sich nicht öffnen: kaputt.tif');
    await failed.waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Aus dem Stapel nehmen …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Scan aus dem Stapel nehmen' });
    await dialog.getByLabel('Begründung').fill('Liegt noch einmal obenauf.');
    await dialog.getByRole('button', { name: 'Herausnehmen' }).click();
    const notice = page.getByText('Aus dem Stapel genommen: kaputt.tif, von Berta Brink');
    await notice.waitFor();
    await page.getByText('Liegt noch einmal obenauf.').waitFor();
    expect(await auditAccessibility(page)).toEqual([]);
    expect(await failed.count()).toBe(0);
    await page.getByRole('button', { name: 'Wieder hineinlegen' }).click();
    await failed.waitFor({ timeout: 60_000 });
    expect(await notice.count()).toBe(0);
    expect(view.offences).toEqual([]);
  });

  it('an auditor looks and changes nothing', async () => {
    await using admin = await openPage(browser, url, { account });
    const made = await admin.page.request.post('/api/v1/accounts', {
      data: { name: 'audit', displayName: 'Anna Prüfer', role: 'auditor', language: 'de' },
      headers: { 'x-mailroom-request': '1' },
    });
    const { link } = JSON.parse(await made.text()) as { link: { token: string } };
    await using view = await openPage(browser, url);
    const { page } = view;
    await page.goto(`/set-password?token=${link.token}`);
    await page.getByLabel('Kennwort', { exact: true }).fill('a quiet house by the sea');
    await page.getByLabel('Kennwort noch einmal').fill('a quiet house by the sea');
    await page.getByRole('button', { name: 'Kennwort setzen und anmelden' }).click();
    await page.getByRole('link', { name: 'Scanstation' }).click();
    await page.getByRole('gridcell').first().waitFor();
    expect(await page.getByRole('button', { name: 'Neuer Stapel' }).count()).toBe(0);
    await page.getByRole('row').filter({ hasText: 'Offen' }).first().click();
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('button', { name: 'Freigeben' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Davor schneiden' }).count()).toBe(0);
  });

  const looks = [
    { scheme: 'light', width: 1280 },
    { scheme: 'dark', width: 1440 },
    { scheme: 'light', width: 820 },
    { scheme: 'light', width: 2560 },
  ] as const;
  for (const { scheme, width } of looks) {
    it(`list, dialog and light table are clean by WCAG 2.1 AA: ${scheme} at ${width} px`, async () => {
      await using view = await openPage(browser, url, { account, scheme, width });
      const { page } = view;
      await page.goto('/scan-station');
      await page.getByRole('gridcell').first().waitFor();
      expect(await auditAccessibility(page)).toEqual([]);
      await page.keyboard.press('n');
      await page.getByRole('dialog', { name: 'Neuer Stapel' }).getByLabel('Blätter').waitFor();
      expect(await auditAccessibility(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('row').filter({ hasText: 'Offen' }).first().click();
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('End');
      await page.getByRole('button', { name: 'Davor schneiden' }).click();
      expect(await auditAccessibility(page)).toEqual([]);
      await page.keyboard.press('Control+z');
      expect(await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')).toBe(false);
      expect(view.offences).toEqual([]);
    });
  }
});
