import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { until } from '../until.ts';
import { openBrowser, openPage } from './open-browser.ts';
import { mailFile, samplePath, takeIn } from './sample-post.ts';

const url = inject('mailroomUrl');
const account = inject('account');

describe('intake and document page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('a dropped letter goes through its six stages before one’s eyes and stands with its customer', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.goto('/intake');
    await page.locator('input[type=file]').setInputFiles(samplePath('letter/0004.png'));
    const uploads = page.getByRole('region', { name: 'Aufnahme' });
    await uploads.getByText('1 Dokument aufgenommen').waitFor();
    // No reload: the row appears and moves by live changes alone.
    const row = page.getByRole('row').filter({ hasText: '0004.png' });
    await row.getByRole('img', { name: 'Alle sechs Stufen durchlaufen' }).waitFor({ timeout: 90_000 });
    await row.getByText('Sophie Feldbeck').waitFor();
    await row.getByText('Stammdaten').waitFor();

    await row.click();
    await page.waitForURL('**/documents/doc_*');
    await page.getByRole('img', { name: 'Bild von Seite 1 von 1' }).waitFor();
    await page.getByRole('region', { name: 'Klasse' }).getByText('Bankverbindung').first().waitFor();
    await page.getByRole('region', { name: 'Kunde', exact: true }).getByText('40000037').first().waitFor();
    await page.getByRole('region', { name: 'Archiv' }).getByRole('link', { name: 'Durchsuchbares PDF' }).waitFor();
    await page.getByRole('region', { name: 'Was geschah' }).getByText('Archivierung abgeschlossen').waitFor();
    expect(view.offences).toEqual([]);
  });

  it('a field and its box over the image light each other', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.goto('/intake?q=0004.png');
    await page.getByRole('row').filter({ hasText: '0004.png' }).first().click();
    const line = page.getByRole('region', { name: 'Felder' }).getByRole('listitem').filter({ hasText: 'VN779722208' });
    const box = page.getByRole('button', { name: 'Vertragsnummer: VN779722208' });
    await line.focus();
    await until('the box is lit', async () => (await box.getAttribute('data-active')) !== null);
    await line.blur();
    await until('the box is dark', async () => (await box.getAttribute('data-active')) === null);
    await box.hover();
    await until('the line is lit', async () => (await line.getAttribute('data-active')) !== null);
  });

  it('the view zooms, turns and shows the text, all by keyboard', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.goto('/intake?q=0004.png');
    await page.getByRole('row').filter({ hasText: '0004.png' }).first().click();
    const image = page.getByRole('img', { name: 'Bild von Seite 1 von 1' });
    await image.waitFor();
    await page.keyboard.press('0');
    const fitted = await until('the image is laid out', () => image.boundingBox());
    await page.keyboard.press('+');
    await until('it is larger', async () => ((await image.boundingBox())?.width ?? 0) > fitted.width * 1.2);
    await page.keyboard.press('0');
    await page.keyboard.press('r');
    await until('it lies on its side', async () => {
      const now = await image.boundingBox();
      return now !== null && now.width > now.height;
    });
    await page.keyboard.press('t');
    await page.getByText('VN779722208').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Tasten' }).getByText('Ansicht drehen').waitFor();
    expect(view.offences).toEqual([]);
  });

  it('what arrives while one reads waits behind a quiet bar', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    const before = await takeIn(page, mailFile('vorher.eml', { subject: 'Vorher', text: 'Guten Tag, vorher.' }));
    await before.settled();
    await page.goto('/intake');
    await page.getByRole('row').filter({ hasText: 'vorher.eml' }).waitFor();
    await takeIn(page, mailFile('nachher.eml', { subject: 'Nachher', text: 'Guten Tag, nachher.' }));
    await page.getByRole('button', { name: '1 neues Dokument' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'nachher.eml' }).count()).toBe(0);
    await page.keyboard.press('n');
    await page.getByRole('row').filter({ hasText: 'nachher.eml' }).waitFor();
  });

  it('arrows choose a row, Enter opens it, and back finds it again', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.goto('/intake');
    await page.getByRole('row').nth(2).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const chosen = page.locator('[role=row]:focus');
    const name = await chosen.textContent();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/documents/doc_*');
    await page.goBack();
    await until(
      'the same row has the focus',
      async () => (await chosen.count()) === 1 && (await chosen.textContent()) === name,
    );
  });

  it('an empty file is refused with its reason, and the next one is taken', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.goto('/intake');
    await page
      .locator('input[type=file]')
      .setInputFiles([
        { name: 'leer.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
        mailFile('danach.eml', { subject: 'Danach', text: 'Guten Tag.' }),
      ]);
    const uploads = page.getByRole('region', { name: 'Aufnahme' });
    await uploads.getByRole('link', { name: 'danach.eml' }).waitFor();
    await until('both files have ended', async () => {
      const ended = await uploads
        .getByRole('listitem')
        .filter({ hasText: /Aufgenommen|Abgelehnt/ })
        .count();
      return ended === 2;
    });
  });

  it('the language changes at once, for the next visit, and for the account', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.goto('/intake');
    await page.getByRole('link', { name: 'Eingang', exact: true }).waitFor();
    // By keyboard: on this page Enter also opens a row, and must not take the key from a button.
    await page.getByRole('button', { name: 'EN, English' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Intake', exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await until('the account speaks English', async () => {
      const me: unknown = await (await page.request.get('/api/v1/session')).json();
      return JSON.stringify(me).includes('"language":"en"');
    });
    await page.reload();
    await page.getByRole('link', { name: 'Intake', exact: true }).waitFor();
    await page.getByRole('button', { name: 'DE, Deutsch' }).click();
    await page.getByRole('link', { name: 'Eingang', exact: true }).waitFor();
  });

  it('Ctrl K finds a customer by name and goes there', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.goto('/intake');
    await page.getByRole('link', { name: 'Eingang', exact: true }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('Feldbeck');
    await page.getByRole('option').filter({ hasText: 'Sophie Feldbeck' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/customers/*');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(view.offences).toEqual([]);
  });
});
