import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { until } from '../until.ts';
import { auditAccessibility } from './audit-accessibility.ts';
import { openBrowser, openPage } from './open-browser.ts';
import { mailFile, takeIn } from './sample-post.ts';

const url = inject('mailroomUrl');
const account = inject('account');
const own = { 'x-mailroom-request': '1' };
const people = [
  { name: 'ole', displayName: 'Ole Onken', role: 'clerk', password: 'a quiet house by the sea' },
  { name: 'pia', displayName: 'Pia Peters', role: 'lead', password: 'a quiet house by the sea' },
] as const;
const [ole, pia] = people;
const standing = z.object({ state: z.string(), tray: z.string().nullable(), classKey: z.string().nullable() });

/** Whatever model is in force, this is decided alone: plain words, the customer's own number, name and address. */
const mail = (name: string, number: string) =>
  mailFile(name, {
    subject: 'Bewerbung als Kaufmann',
    text: `Sehr geehrte Damen und Herren,\n\nhiermit bewerbe ich mich auf Ihre Stellenanzeige Nr. ${number} als Kaufmann. Meinen Lebenslauf und meine Zeugnisse füge ich bei. Über eine Einladung zu einem Vorstellungsgespräch freue ich mich.\n\nMit freundlichen Grüßen\nErika Unbekannt`,
  });

describe('quality control', () => {
  let browser: Browser;
  let documentId: string;
  let classKey: string;
  beforeAll(async () => {
    browser = await openBrowser();
    await using view = await openPage(browser, url, { account });
    const { request } = view.page;
    for (const { password, ...person } of people) {
      const made = await request.post('/api/v1/accounts', { data: person, headers: own });
      const { link } = z.object({ link: z.object({ token: z.string() }) }).parse(await made.json());
      await using theirs = await openPage(browser, url);
      await theirs.page.request.post('/api/v1/session/password-link', {
        data: { token: link.token, password },
        headers: own,
      });
    }
    const taken = await takeIn(view.page, mail('bewerbung.eml', '4711'));
    expect((await taken.settled()).state).toBe('done');
    documentId = taken.documentId;
    classKey = standing.parse(await (await request.get(`/api/v1/documents/${documentId}`)).json()).classKey ?? '';
  });
  afterAll(async () => {
    await browser?.close();
  });

  const stands = async (page: Page) =>
    standing.parse(await (await page.request.get(`/api/v1/documents/${documentId}`)).json());
  const listed = async (page: Page) =>
    z
      .object({ items: z.array(z.object({ documentId: z.string(), state: z.string() })) })
      .parse(await (await page.request.get('/api/v1/quality/checks?limit=500')).json())
      .items.find((one) => one.documentId === documentId);
  /** Earlier tests left documents that were drawn as well. */
  const passUntilOurs = async (page: Page) => {
    for (let each = 0; each < 30; each += 1) {
      await page.getByRole('combobox', { name: 'Klasse' }).waitFor();
      const image = page.getByRole('img', { name: /^Bild von Seite 1/ });
      await image.waitFor();
      // A page is shown small first and then sharp: another address is not yet another document.
      const shown = async () => /doc_[\w-]+/.exec((await image.getAttribute('src')) ?? '')?.[0];
      const before = await shown();
      if (before === documentId) return;
      await page.getByRole('button', { name: 'Kann ich nicht sagen' }).click();
      await until('the next document is there', async () => (await shown()) !== before);
    }
    throw new Error('The document was not given out.');
  };

  it('a clerk answers blind by keyboard, the machine is found wrong by two, and the document goes back to be put right', async () => {
    expect(classKey).toBe('job_application');
    await using lead = await openPage(browser, url, { account });
    await until('the first of its class is drawn', async () => (await listed(lead.page))?.state === 'open');
    // The administrator put it in, so it is not theirs to check.
    const { check } = z
      .object({ check: z.object({ documentId: z.string() }).nullable() })
      .parse(await (await lead.page.request.post('/api/v1/quality/checks/next', { data: {}, headers: own })).json());
    expect(check?.documentId).not.toBe(documentId);

    await using clerk = await openPage(browser, url, { account: ole });
    const { page } = clerk;
    await page.goto('/intake');
    await page.getByRole('link', { name: 'Prüfen' }).click();
    await passUntilOurs(page);
    expect(await page.getByRole('combobox', { name: 'Klasse' }).inputValue()).toBe('');
    expect(await page.getByRole('region', { name: 'Blinde Prüfung' }).getByText('%').count()).toBe(0);
    expect(await auditAccessibility(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Klasse' }).focus();
    await page.keyboard.type('Kündi');
    await page.keyboard.press('Enter');
    await until('the customer is asked', () =>
      page.getByRole('searchbox', { name: 'Kunde' }).evaluate('document.activeElement?.type === "search"'),
    );
    await page.keyboard.type('40000037');
    await page.getByRole('option', { name: /40000037/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /40000037/, selected: true }).waitFor();
    // An Enter before the answer takes the customer and leaves the focus; a later one moves it here by itself.
    await page.getByRole('button', { name: 'Bestätigen' }).press('Enter');
    await until('it is disputed', async () => (await listed(lead.page))?.state === 'disputed');

    await using second = await openPage(browser, url, { account: pia });
    await second.page.goto('/quality');
    await second.page.getByText('1 strittig').first().waitFor();
    await second.page.getByRole('link', { name: /^Prüfen/ }).click();
    await second.page.getByText('Zwei Antworten weichen voneinander ab.').waitFor();
    expect(await auditAccessibility(second.page)).toEqual([]);
    await second.page.getByRole('option', { name: 'Kündigung' }).click();
    await second.page.getByRole('option', { name: /40000037/ }).click();
    await second.page.getByRole('button', { name: 'Bestätigen' }).click();
    await until('it waits to be put right', async () => (await stands(lead.page)).tray === 'indexing');
    expect([...clerk.offences, ...second.offences]).toEqual([]);
  });

  it('the page shows the error, and each number opens the list behind it', async () => {
    await using view = await openPage(browser, url, { account: pia });
    const { page } = view;
    await page.goto('/quality');
    await page.getByRole('cell', { name: 'Bewerbung, kein Kunde' }).waitFor();
    await page.getByText('Wartet in der Nachbearbeitung').first().waitFor();
    await page.getByRole('heading', { name: 'Ist die Post noch die gelernte?' }).waitFor();
    await page.getByRole('button', { name: 'Beides' }).click();
    await page.getByRole('columnheader', { name: 'Kanal' }).waitFor();
    expect(await auditAccessibility(page)).toEqual([]);
    await page.getByRole('link', { name: /^Klassen richtig/ }).click();
    await page.waitForURL('**/quality/documents?**');
    await page.getByRole('row').filter({ hasText: 'Falsch' }).first().waitFor();
    expect(await auditAccessibility(page)).toEqual([]);
    await page.goto('/quality');
    await page.getByRole('link', { name: /^Ohne Menschen/ }).click();
    await page.getByRole('heading', { name: 'Ohne Menschen entschieden' }).waitFor();
    await page.getByRole('gridcell').first().waitFor();
    await page.goto('/quality/documents?result=wrong&channel=fax');
    await page.getByText('Hier sind keine Dokumente').waitFor();
    expect(view.offences).toEqual([]);
  });

  it('an auditor’s and an administrator’s system page tells which model is in force', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.goto('/system');
    await page.getByRole('heading', { name: 'Modelle des Klassifikators' }).waitFor();
    await page.getByText('In Kraft', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Zurückrollen' }).click();
    await page.getByRole('alert').waitFor();
    expect(await auditAccessibility(page)).toEqual([]);
  });
});
