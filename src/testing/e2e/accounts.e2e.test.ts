import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser, openPage } from './open-browser.ts';

const url = inject('mailroomUrl');
const account = inject('account');
const person = { name: 'erika', password: 'a quiet house by the sea' };

async function openAccount(page: Page, name: string): Promise<void> {
  await page.goto('/accounts');
  await page.getByRole('row').filter({ hasText: name }).click();
  await page.getByRole('dialog', { name }).getByRole('button', { name: 'Speichern' }).waitFor();
}

describe('accounts', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('a colleague gets an account by a link, makes a token, and is shut out when the account is disabled', async () => {
    await using admin = await openPage(browser, url, { account });
    await admin.page.goto('/accounts');
    await admin.page.getByRole('row').filter({ hasText: 'Berta Brink' }).waitFor();
    await admin.page.keyboard.press('n');
    const dialog = admin.page.getByRole('dialog', { name: 'Konto anlegen' });
    await dialog.getByLabel('Name zum Anmelden').fill(person.name);
    await dialog.getByRole('button', { name: 'Anlegen' }).click();
    await dialog.getByText('Bitte einen Namen eintragen.').waitFor();
    await dialog.getByLabel('Name', { exact: true }).fill('Erika Muster');
    await dialog.getByRole('button', { name: 'Anlegen' }).click();
    const link = await admin.page.getByLabel('Einmaliger Link').inputValue();
    await admin.page.getByRole('button', { name: 'Fertig' }).click();
    await admin.page.getByRole('row').filter({ hasText: 'Noch ohne Kennwort' }).waitFor();

    await using colleague = await openPage(browser, url);
    const { page } = colleague;
    await page.goto(link);
    await page.getByLabel('Kennwort', { exact: true }).fill(person.password);
    await page.getByLabel('Kennwort noch einmal').fill(person.password);
    await page.getByRole('button', { name: 'Kennwort setzen und anmelden' }).click();
    await page.waitForURL('**/intake');
    expect(await page.getByRole('link', { name: 'Konten' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Konto von Erika Muster' }).click();
    await page.getByRole('menuitem', { name: 'Konto und Zugriffstoken' }).click();
    await page.getByLabel('Wofür').fill('Scanner');
    await page.getByRole('button', { name: 'Token erzeugen' }).click();
    const token = await page.getByRole('textbox', { name: 'Token für Scanner' }).inputValue();
    const withToken = async () =>
      (await fetch(`${url}/api/v1/documents`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await withToken()).toBe(200);

    await openAccount(admin.page, 'Erika Muster');
    await admin.page.getByRole('button', { name: 'Konto sperren' }).click();
    await admin.page.getByRole('button', { name: 'Ja, sperren' }).click();
    await admin.page.getByRole('button', { name: 'Konto entsperren' }).waitFor();
    // Told by the live stream, without a click of hers.
    await page.getByText('Ihre Sitzung ist beendet.').waitFor();
    expect(await withToken()).toBe(401);
    await page.getByLabel('Name').fill(person.name);
    await page.getByLabel('Kennwort', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByRole('alert').getByText('Name oder Kennwort stimmt nicht.').waitFor();

    await admin.page.getByRole('button', { name: 'Konto entsperren' }).click();
    await admin.page.getByRole('button', { name: 'Konto sperren' }).waitFor();
    await page.getByLabel('Kennwort', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.waitForURL('**/account');
    expect([...admin.offences, ...colleague.offences]).toEqual([]);
  });

  it('the last administrator cannot give the role away, and is told why', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await openAccount(page, 'Berta Brink');
    const dialog = page.getByRole('dialog', { name: 'Berta Brink' });
    await dialog.getByRole('combobox', { name: 'Rolle' }).click();
    await page.getByRole('option', { name: 'Teamleitung' }).click();
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await dialog.getByRole('alert').getByText('Das ist das letzte Administrationskonto').waitFor();
  });

  it('a password is changed only by whoever knows the old one', async () => {
    await using view = await openPage(browser, url, { account: person });
    const { page } = view;
    await page.goto('/account');
    const next = 'another quiet house';
    const fill = async (current: string) => {
      await page.getByLabel('Jetziges Kennwort').fill(current);
      await page.getByLabel('Neues Kennwort', { exact: true }).fill(next);
      await page.getByLabel('Neues Kennwort noch einmal').fill(next);
      await page.getByRole('button', { name: 'Kennwort ändern' }).click();
    };
    await fill('not this one');
    await page.getByText('Das jetzige Kennwort stimmt nicht.').waitFor();
    await fill(person.password);
    await page.getByText('Das Kennwort ist geändert.').waitFor();
    await using again = await openPage(browser, url, { account: { name: person.name, password: next } });
    await again.page.goto('/intake');
    await again.page.getByRole('button', { name: 'Konto von Erika Muster' }).waitFor();
    // Signing out on purpose needs no explanation.
    await again.page.getByRole('button', { name: 'Konto von Erika Muster' }).click();
    await again.page.getByRole('menuitem', { name: 'Abmelden' }).click();
    await again.page.getByRole('button', { name: 'Anmelden' }).waitFor();
    expect(await again.page.getByText('Ihre Sitzung ist beendet.').count()).toBe(0);
    expect([...view.offences, ...again.offences]).toEqual([]);
  });
});
