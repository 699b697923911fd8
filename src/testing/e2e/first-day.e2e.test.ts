import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/package-root.ts';
import { openBrowser, openPage } from './open-browser.ts';
import { type RunningMailroom, startMailroom } from './running-mailroom.ts';

const password = 'a quiet house by the sea';

describe('the first day of an installation', () => {
  let browser: Browser;
  let mailroom: RunningMailroom;
  beforeAll(async () => {
    [browser, mailroom] = await Promise.all([openBrowser(), startMailroom()]);
  });
  afterAll(async () => {
    await browser?.close();
    await mailroom?.[Symbol.asyncDispose]();
  });

  it('shows no demo accounts, and says where the way in is', async () => {
    await using view = await openPage(browser, mailroom.url);
    await view.page.goto('/');
    await view.page.getByText('Bitte den Einrichtungslink öffnen').waitFor();
    expect(new URL(view.page.url()).pathname).toBe('/sign-in');
    expect(await view.page.getByText('Demo-Konten').count()).toBe(0);
  });

  it('lets the link make one administrator, who is then signed in', async () => {
    await using view = await openPage(browser, mailroom.url);
    const { page } = view;
    await page.goto(mailroom.setupUrl);
    await page.getByLabel('Name zum Anmelden').fill('Berta');
    await page.getByLabel('Ihr Name, wie andere ihn sehen').fill('Berta Brink');
    await page.getByLabel('Kennwort', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Konto anlegen' }).click();
    await page.getByText('Bitte mindestens zwölf Zeichen benutzen.').waitFor();
    await page.getByLabel('Name zum Anmelden').fill('berta');
    await page.getByLabel('Kennwort', { exact: true }).fill(password);
    await page.getByLabel('Kennwort noch einmal').fill(password);
    await page.getByRole('button', { name: 'Konto anlegen' }).click();
    await page.waitForURL('**/intake');
    await page.getByText('Noch keine Dokumente').waitFor();

    await using second = await openPage(browser, mailroom.url);
    await second.page.goto(mailroom.setupUrl);
    await second.page.getByText('Diese Installation ist schon eingerichtet.').waitFor();
    expect([...view.offences, ...second.offences]).toEqual([]);
  });

  it('refuses a wrong password and then opens the page one came for', async () => {
    await using view = await openPage(browser, mailroom.url);
    const { page } = view;
    await page.goto('/customers?q=x');
    await page.waitForURL('**/sign-in?next=*');
    await page.getByLabel('Name').fill('berta');
    await page.getByLabel('Kennwort', { exact: true }).fill('not this one');
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByRole('alert').getByText('Name oder Kennwort stimmt nicht.').waitFor();
    await page.getByLabel('Kennwort', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.waitForURL('**/customers?q=x');
    expect(view.offences).toEqual([]);
  });

  it('imports the customers by a page and finds them afterwards', async () => {
    await using view = await openPage(browser, mailroom.url, { account: { name: 'berta', password } });
    const { page } = view;
    await page.goto('/customers');
    await page.getByText('Noch keine Kunden').waitFor();
    await page.goto('/system');
    await page.getByText('PostgreSQL').first().waitFor();
    await page.locator('input[type=file]').setInputFiles(join(packageRoot, 'fixtures', 'customers.csv'));
    await page.getByText(/^\d+ neu, 0 geändert, 0 unverändert$/).waitFor();
    await page.getByRole('link', { name: 'Kunden' }).click();
    await page.getByRole('searchbox').fill('40000001');
    await page.getByRole('row').filter({ hasText: '40000001' }).waitFor();
    expect(view.offences).toEqual([]);
  });
});
