import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { until } from '../until.ts';
import { auditAccessibility } from './audit-accessibility.ts';
import { openBrowser, openPage } from './open-browser.ts';
import { mailFile, takeIn } from './sample-post.ts';

const url = inject('mailroomUrl');
const account = inject('account');
const colleague = { name: 'nele', password: 'a quiet house by the sea' };
const own = { 'x-mailroom-request': '1' };
const linkOf = z.object({ link: z.object({ token: z.string() }) });
const queue = z.object({ items: z.array(z.object({ id: z.string(), revision: z.number() })), total: z.number() });
const standing = z.object({
  state: z.string(),
  revision: z.number(),
  classKey: z.string().nullable(),
  customerNumber: z.string().nullable(),
  heldBy: z.object({ name: z.string() }).nullable(),
  result: z.object({
    fields: z.array(z.object({ name: z.string(), value: z.string(), source: z.string(), confidence: z.number() })),
  }),
});

/** Says what it wants, but not who wants it: nobody has a contract of that number, so that is doubted too. */
const letter = (name: string, contract: string) =>
  mailFile(name, {
    subject: 'Kündigung',
    text: `Sehr geehrte Damen und Herren,\n\nhiermit kündige ich meinen Vertrag zum nächstmöglichen Zeitpunkt.\n\nVertragsnummer: ${contract}\n\nMit freundlichen Grüßen\nE. Unbekannt`,
  });

describe('review', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
    await using view = await openPage(browser, url, { account });
    const made = await view.page.request.post('/api/v1/accounts', {
      data: { name: colleague.name, displayName: 'Nele Janssen', role: 'clerk' },
      headers: own,
    });
    const { link } = linkOf.parse(await made.json());
    await using hers = await openPage(browser, url);
    const chosen = await hers.page.request.post('/api/v1/session/password-link', {
      data: { token: link.token, password: colleague.password },
      headers: own,
    });
    if (!chosen.ok()) throw new Error(`Nele has no password: ${await chosen.text()}`);
  });
  afterAll(async () => {
    await browser?.close();
  });

  /** Whatever other tests left in the tray is out of the way. */
  beforeEach(async () => {
    await using view = await openPage(browser, url, { account });
    const { request } = view.page;
    const { items } = queue.parse(await (await request.get('/api/v1/review/queue?limit=200')).json());
    for (const { id, revision } of items)
      await request.post(`/api/v1/documents/${id}/close`, { data: { revision, reason: 'Für den Test' }, headers: own });
  });

  const stands = async (page: Page, id: string) =>
    standing.parse(await (await page.request.get(`/api/v1/documents/${id}`)).json());
  const takeInAll = async (page: Page, names: readonly string[]) => {
    const ids: string[] = [];
    for (const [index, name] of names.entries()) {
      const { documentId, settled } = await takeIn(page, letter(name, `VN99000000${index + 1}`));
      expect((await settled()).state).toBe('parked');
      ids.push(documentId);
    }
    return ids;
  };
  const isFocused = async (field: Locator) => (await field.and(field.page().locator(':focus')).count()) > 0;
  const accept = (page: Page) => page.getByRole('button', { name: 'Alles übernehmen' });
  /** Accepts also what was not looked at: the page names it first, and takes the second time for a word. */
  const acceptAll = async (page: Page, id: string) => {
    // A page that was shown a moment ago takes no Enter yet: nobody has read it.
    await until('it asks', async () => {
      if ((await page.getByText('Bitte noch einen Blick: Vertragsnummer').count()) > 0) return true;
      await page.keyboard.press('Control+Enter');
      return false;
    });
    expect((await stands(page, id)).state).toBe('parked');
    await until('it is accepted the second time', async () => {
      if ((await stands(page, id)).state !== 'parked') return true;
      await page.keyboard.press('Control+Enter');
      return false;
    });
  };
  const file = (page: Page, name: string) =>
    page.getByRole('region', { name: 'Antwort' }).getByTitle('Alles zu diesem Dokument').filter({ hasText: name });

  it('a whole session goes by keyboard: customer, class, a field, accept, the next is there; the last one empties it', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    const [first = '', second = ''] = await takeInAll(page, ['eins.eml', 'zwei.eml']);
    await page.goto('/review');
    await accept(page).waitFor();
    await page.getByText('noch 2').waitFor();

    // Enter asks for what is missing instead of sending half an answer.
    await page.getByRole('img', { name: /Bild von Seite 1/ }).waitFor();
    await page.keyboard.press('Escape');
    const asked = page.getByText('Bitte einen Kunden wählen oder „kein Kunde“.');
    // An Enter sooner than anybody can read is left alone.
    await until('it asks for the customer', async () => {
      await page.keyboard.press('Control+Enter');
      return asked.isVisible();
    });
    await page.keyboard.press('/');
    await page.keyboard.type('40000037');
    await page.getByRole('option', { name: /Sophie Feldbeck/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /Sophie Feldbeck/, selected: true }).waitFor();
    await page.keyboard.press('c');
    await page.keyboard.type('Widerruf');
    await page.keyboard.press('Enter');
    await page
      .getByRole('option', { name: /Widerruf/, selected: true })
      .first()
      .waitFor();
    // Tab goes from doubt to doubt, the last of which is the number.
    const number = page.getByRole('textbox', { name: 'Vertragsnummer' });
    for (let press = 0; press < 6 && !(await isFocused(number)); press += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('VN783771620');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');

    await page.getByText('noch 1').waitFor();
    const now = await stands(page, first);
    expect(now).toMatchObject({ state: 'ready', classKey: 'withdrawal', customerNumber: '40000037' });
    expect(now.result.fields).toContainEqual(
      expect.objectContaining({ name: 'contractNumber', value: 'VN783771620', source: 'person', confidence: 1 }),
    );
    await page.getByText(/je \d+ s/).waitFor();

    // The next one is on the page already; nobody's, by one key.
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    await page.getByRole('option', { name: /Kein Kunde von uns/, selected: true }).waitFor();
    await acceptAll(page, second);
    await page.getByText('Nichts nachzubearbeiten').waitFor();
    await until('it is nobody’s', async () => {
      const after = await stands(page, second);
      return after.state !== 'parked' && after.customerNumber === null;
    });
    expect(view.offences).toEqual([]);
  });

  it('an answer is taken back by Ctrl Z, with everything that was chosen, and answered anew', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    const [id = ''] = await takeInAll(page, ['zurueck.eml']);
    await page.goto('/review');
    await accept(page).waitFor();
    await page.getByRole('option', { name: /Kein Kunde von uns/ }).click();
    await acceptAll(page, id);
    await page.getByText('Beantwortet: Kündigung').first().waitFor();
    expect(await stands(page, id)).toMatchObject({ state: 'ready' });
    await page.keyboard.press('Control+z');
    await file(page, 'Kündigung').waitFor();
    expect(await stands(page, id)).toMatchObject({ state: 'parked', heldBy: { name: 'Berta Brink' } });
    await page.getByRole('option', { name: /Kein Kunde von uns/, selected: true }).waitFor();
    await until(
      'the offer to undo is gone',
      async () => (await page.getByRole('button', { name: 'Rückgängig' }).count()) === 0,
    );
    await acceptAll(page, id);
    await page.getByText('Nichts nachzubearbeiten').waitFor();
    // Left alone it goes on by itself when the time to take it back is over.
    await until('it goes on', async () => (await stands(page, id)).state === 'done', 60);
  });

  it('two people get two documents, and whoever wants the other’s is told who has it and gets it when it is put back', async () => {
    await using hers = await openPage(browser, url, { account: colleague });
    await using mine = await openPage(browser, url, { account });
    const ids = await takeInAll(mine.page, ['links.eml', 'rechts.eml', 'mitte.eml']);
    await mine.page.goto('/review');
    await accept(mine.page).waitFor();
    // Two are in hand: the one on the page and the next.
    const held = async (name: string) => {
      const all = await Promise.all(ids.map(async (id) => [id, (await stands(mine.page, id)).heldBy?.name] as const));
      return all.filter(([, who]) => who === name).map(([id]) => id);
    };
    await until('two are in hand', async () => (await held('Berta Brink')).length === 2);
    await hers.page.goto('/review');
    await accept(hers.page).waitFor();
    await hers.page.getByText('2 bei anderen').waitFor();
    expect(await held('Nele Janssen')).toHaveLength(1);

    const [wanted = ''] = await held('Berta Brink');
    await hers.page.goto(`/documents/${wanted}`);
    await hers.page.getByText('In Arbeit bei Berta Brink').waitFor();
    const refused = await hers.page.request.post(`/api/v1/documents/${wanted}/resolve`, {
      data: { revision: 1, classKey: 'cancellation', customerNumber: null },
      headers: own,
    });
    expect(refused.status()).toBe(409);
    await hers.page.goto(`/review?document=${wanted}`);
    await hers.page.getByText('Berta Brink bearbeitet dieses Dokument').waitFor();
    // Leaving the page gives back what is in hand.
    await mine.page.goto('/intake');
    await accept(hers.page).waitFor();
    expect(await held('Nele Janssen')).toContain(wanted);
    expect([...mine.offences, ...hers.offences]).toEqual([]);
  });

  it('whoever rests gives the document back and finds it, with what was chosen, on going on', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await page.clock.install();
    const [id = ''] = await takeInAll(page, ['pause.eml']);
    await page.goto('/review');
    await accept(page).waitFor();
    await page.getByRole('option', { name: /Kein Kunde von uns/ }).click();
    await page.clock.fastForward('03:05');
    await page.getByText('Pause', { exact: true }).waitFor();
    await until('it is free', async () => (await stands(page, id)).heldBy === null);
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /Kein Kunde von uns/, selected: true }).waitFor();
    expect((await stands(page, id)).heldBy?.name).toBe('Berta Brink');
  });

  it('what is put back is not given again at once, and everything can be looked at again', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await takeInAll(page, ['weg.eml']);
    await page.goto('/review');
    await accept(page).waitFor();
    await page.keyboard.press('s');
    await page.getByText('Nur das zurückgelegte ist noch übrig').waitFor();
    await page.keyboard.press('Enter');
    await accept(page).waitFor();
  });

  it('one field is gone through over many documents, each saved by itself and taken back by itself', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    const [first = '', second = ''] = await takeInAll(page, ['spalte-1.eml', 'spalte-2.eml']);
    await page.goto('/review/fields?field=contractNumber');
    const inputs = page.getByRole('list').getByRole('textbox', { name: /^Vertragsnummer/ });
    await until('both are there', async () => (await inputs.count()) === 2);
    await page.getByRole('img', { name: 'Vertragsnummer, wie es auf der Seite steht' }).first().waitFor();
    await until('the first has the focus', () => isFocused(inputs.first()));
    await page.keyboard.type('VN990000007');
    await page.keyboard.press('Enter');
    await page.getByText('Gespeichert', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await until('both are saved', async () => (await page.getByText('Gespeichert', { exact: true }).count()) === 2);
    const saidOf = async (id: string) =>
      (await stands(page, id)).result.fields.filter(({ source }) => source === 'person').map(({ value }) => value);
    expect([await saidOf(first), await saidOf(second)]).toEqual([['VN990000007'], ['VN990000002']]);
    expect(await stands(page, first)).toMatchObject({ state: 'parked' });
    await page.keyboard.press('Control+z');
    await until('the last is as it was', async () => (await saidOf(second)).length === 0);
    expect(await saidOf(first)).toEqual(['VN990000007']);
    expect(view.offences).toEqual([]);
  });

  it('many fields are accepted in one go; what changed meanwhile is left as it is and says why', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    const [first = '', second = ''] = await takeInAll(page, ['runde-1.eml', 'runde-2.eml']);
    await page.goto('/review/fields?field=contractNumber');
    await until(
      'both cuttings are there',
      async () =>
        (await page.evaluate(
          '[...document.querySelectorAll("li img")].filter((one) => one.complete && one.naturalWidth > 0).length',
        )) === 2,
    );
    const { result, revision } = await stands(page, first);
    const at = result.fields.findIndex(({ name }) => name === 'contractNumber');
    const changed = await page.request.post(`/api/v1/documents/${first}/fields`, {
      data: { revision, fields: [{ at, name: 'contractNumber', value: 'VN990000077' }] },
      headers: own,
    });
    expect(changed.status()).toBe(200);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Blieb, wie es war.').waitFor();
    await page.getByText('Gespeichert', { exact: true }).waitFor();
    const personsValues = async (id: string) =>
      (await stands(page, id)).result.fields.filter(({ source }) => source === 'person').map(({ value }) => value);
    expect([await personsValues(first), await personsValues(second)]).toEqual([['VN990000077'], ['VN990000002']]);
    expect(view.offences).toEqual([]);
  });

  it('Enter before the answer never takes a hit of an earlier word, and counts once the answer names one customer', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    const [id = ''] = await takeInAll(page, ['schnell.eml']);
    await page.goto('/review');
    await accept(page).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('40000037');
    await page.getByRole('option', { name: /Sophie Feldbeck/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /Sophie Feldbeck/, selected: true }).waitFor();
    await page.keyboard.press('/');
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/api/v1/customers?*', async (route) => {
      await held;
      await route.continue();
    });
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Rodenwald');
    await page.keyboard.press('Enter');
    // Nor is the customer chosen before answered in the place of the one asked for.
    await page.getByText('Wird gesucht …').waitFor();
    // Pressed for longer than an Enter is left alone as too soon.
    const last = Date.now() + 1500;
    while (Date.now() < last) await page.keyboard.press('Control+Enter');
    expect(await stands(page, id)).toMatchObject({ state: 'parked', customerNumber: null });
    letGo();
    await page.getByRole('option', { name: /Susanne Rodenwald/, selected: true }).waitFor();
  });

  it('the keys of the page are explained, and a role that may not answer is told so', async () => {
    await using view = await openPage(browser, url, { account });
    const { page } = view;
    await takeInAll(page, ['tasten.eml']);
    await page.goto('/review');
    await accept(page).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Tasten' }).getByText('Nächster Zweifel').waitFor();

    // Nobody is led to what they could only be refused.
    const made = await page.request.post('/api/v1/accounts', {
      data: { name: 'otto', displayName: 'Otto Agent', role: 'agent' },
      headers: own,
    });
    await using his = await openPage(browser, url);
    await his.page.request.post('/api/v1/session/password-link', {
      data: { token: linkOf.parse(await made.json()).link.token, password: colleague.password },
      headers: own,
    });
    for (const path of ['/review', '/review/fields', '/accounts']) {
      await his.page.goto(path);
      await his.page.getByRole('heading', { level: 1, name: 'Nicht für diese Rolle' }).waitFor({ state: 'attached' });
      expect(await his.page.getByRole('button', { name: 'Konto anlegen' }).count()).toBe(0);
    }
    await his.page.goto('/documents/doc_unknown');
    await his.page.getByRole('heading', { level: 1, name: 'Nicht gefunden' }).waitFor({ state: 'attached' });
    await his.page.getByRole('link', { name: 'Zur ersten Seite' }).waitFor();
  });

  it.each([390, 1024, 1280, 2560, 3840])('is clean by WCAG 2.1 AA at %i px, light and dark', async (width) => {
    for (const scheme of ['light', 'dark'] as const) {
      await using view = await openPage(browser, url, { account, width, scheme });
      const { page } = view;
      if (scheme === 'light') await takeInAll(page, [`breite-${width}.eml`]);
      await page.goto('/review');
      await accept(page).waitFor();
      expect(await auditAccessibility(page), `documents, ${scheme}`).toEqual([]);
      await page.goto('/review/fields');
      await page.getByRole('textbox').first().waitFor();
      expect(await auditAccessibility(page), `fields, ${scheme}`).toEqual([]);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
    }
  });
});
