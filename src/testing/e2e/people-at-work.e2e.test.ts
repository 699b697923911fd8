import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser, openPage } from './open-browser.ts';
import { mailFile, takeIn, takeInAndRoute } from './sample-post.ts';

const url = inject('mailroomUrl');
const account = inject('account');
const cancellation = {
  subject: 'Kündigung',
  text: 'Sehr geehrte Damen und Herren,\n\nhiermit kündige ich meinen Vertrag fristgerecht zum nächstmöglichen Zeitpunkt. Meine Kundennummer ist 40000037. Bitte bestätigen Sie die Kündigung.\n\nMit freundlichen Grüßen\nSophie Feldbeck',
};
const known = { classKey: 'cancellation', customerNumber: '40000037' };
/** Says what it wants, but nothing about who wants it. */
const nameless = {
  subject: 'Kündigung',
  text: cancellation.text.replace(/Meine Kundennummer ist 40000037\. /, '').replace('Sophie Feldbeck', 'E. Unbekannt'),
};

describe('work list and trays', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('an item is taken, completed with a note, and taken back within ten seconds', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    const { workItemId } = await takeInAndRoute(page, mailFile('kuendigung-1.eml', cancellation), known);
    await page.goto(`/work?item=${workItemId}`);
    await page.getByRole('heading', { level: 2, name: 'Kündigung' }).waitFor();
    await page.getByRole('region', { name: 'Kunde', exact: true }).getByText('Sophie Feldbeck').waitFor();
    await page.getByRole('button', { name: 'Nehmen' }).click();
    await page.waitForURL('**/work?view=mine&item=*');
    await page.getByRole('button', { name: 'Beantwortet' }).click();
    await page.getByLabel('Notiz').fill('Bestätigung ist unterwegs.');

    // A reload in mid-sentence loses nothing.
    await page.reload();
    await page.getByRole('button', { name: 'Beantwortet', pressed: true }).waitFor();
    expect(await page.getByLabel('Notiz').inputValue()).toBe('Bestätigung ist unterwegs.');

    await page.getByRole('button', { name: 'Abschließen' }).click();
    await page.getByText('Abgeschlossen: Kündigung, Sophie Feldbeck').first().waitFor();
    const completed = await page.request.get(`/api/v1/work-items/${workItemId}`);
    expect(await completed.json()).toMatchObject({
      state: 'completed',
      disposition: 'answered',
      note: 'Bestätigung ist unterwegs.',
    });

    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await page.waitForURL(`**/work?view=mine&item=${workItemId}`);
    await page.getByRole('button', { name: 'Abschließen' }).waitFor();
    expect(await (await page.request.get(`/api/v1/work-items/${workItemId}`)).json()).toMatchObject({ state: 'taken' });
    expect(view.offences).toEqual([]);
  });

  it('whoever was slower is told so and can reload', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    const { workItemId } = await takeInAndRoute(page, mailFile('kuendigung-2.eml', cancellation), known);
    // Without live changes, as after a lost connection, the page shows what was.
    await page.route('**/api/v1/events', (route) => route.abort());
    await page.goto(`/work?item=${workItemId}`);
    await page.getByRole('button', { name: 'Nehmen' }).waitFor();
    await page.request.post(`/api/v1/work-items/${workItemId}/take`, {
      data: { revision: 0 },
      headers: { 'x-mailroom-request': '1' },
    });
    await page.getByRole('button', { name: 'Nehmen' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'Inzwischen geändert' });
    await alert.getByRole('button', { name: 'Neu laden' }).click();
    await page.getByRole('button', { name: 'Zurückgeben' }).waitFor();
  });

  it('a question is answered by keyboard, and the document goes on with the answer', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    const { documentId, settled } = await takeIn(page, mailFile('ohne-nummer.eml', nameless));
    await settled();
    await page.goto('/trays');
    await page.getByRole('row').filter({ hasText: 'ohne-nummer.eml' }).click();
    await page.getByRole('button', { name: 'Alles übernehmen' }).waitFor();
    await page.keyboard.press('c');
    await page.keyboard.type('Kündigung');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'Kündigung', selected: true }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('40000037');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /40000037/, selected: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Beantwortet: Kündigung').first().waitFor();
    await page.goto(`/documents/${documentId}`);
    await page.getByRole('img', { name: 'Alle sechs Stufen durchlaufen' }).waitFor({ timeout: 60_000 });
    await page.getByRole('region', { name: 'Kunde', exact: true }).getByText('Sophie Feldbeck').first().waitFor();
    expect(view.offences).toEqual([]);
  });

  it('a document is closed only with a reason, which stays in its history', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    const { documentId, settled } = await takeIn(page, mailFile('werbung.eml', nameless));
    await settled();
    await page.goto(`/documents/${documentId}`);
    await page.getByText('Andere Wege').click();
    const close = page.getByRole('button', { name: 'Dokument schließen' });
    expect(await close.isDisabled()).toBe(true);
    await page.getByLabel('Schließen, ohne weiterzumachen').fill('Doppelt eingereicht');
    await close.click();
    await page.getByRole('region', { name: 'Was geschah' }).getByText('Doppelt eingereicht').waitFor();
    await page.getByText('Geschlossen', { exact: true }).first().waitFor();
  });
});
