import type { Channel } from '../../domain/channel.ts';
import type { Company } from '../../domain/company.ts';
import type { MailHeader } from '../../domain/facts.ts';
import type { FieldName, IndexField } from '../../domain/index-data.ts';
import type { Reading } from '../../domain/page.ts';
import { localDateOf } from '../deadlines/local-time.ts';
import { addressText } from './address-text.ts';
import { findAmounts } from './amounts.ts';
import { findEmails, findPhones } from './contacts.ts';
import { findDates } from './dates.ts';
import { withDeputies } from './deputies.ts';
import { doubtFields } from './doubt-fields.ts';
import type { Extraction, Party } from './extraction.ts';
import { distinctFields, fieldFrom } from './finding.ts';
import { findIbans } from './ibans.ts';
import { findIdentifiers } from './identifiers.ts';
import { namePairsOf } from './name-pairs.ts';
import { findParties, type PageSize } from './parties.ts';
import { quotedLines } from './quoted-lines.ts';
import { textLinesOf } from './text-lines.ts';
import { isAttachmentList, zonesOf } from './zones.ts';

export interface ExtractionInput {
  readonly reading: Reading;
  /** Of the mail itself, or of the mail an attachment came with. */
  readonly header: MailHeader | null;
  readonly channel: Channel;
  /** Sizes of the upright pages; A4 is assumed for a page that is missing. */
  readonly pageSizes: ReadonlyMap<number, PageSize>;
  readonly company: Company;
  readonly receivedAt: Date;
}

const a4: PageSize = { widthMm: 210, heightMm: 297 };

/**
 * What a document says about itself: index fields with their places, and everything that may lead to its customer.
 * Work is linear in the text and bounded in what it returns, whatever the text is.
 */
export function extractFields(input: ExtractionInput): Extraction {
  const { header, company, channel } = input;
  const lines = textLinesOf(input.reading);
  const sizeOf = (page: number) => input.pageSizes.get(page) ?? a4;
  const isMail = header !== null || channel === 'email';
  const zones = zonesOf(lines, { company, sizeOf });
  // What is said elsewhere counts for less: older mails that this one repeats, and the names of its attachments.
  const quoted = new Set([
    ...(isMail ? quotedLines(lines) : []),
    ...lines.slice(0, 12).filter((line) => isAttachmentList(line) && zones.of(line) === 'mailHeader'),
  ]);
  const own = quoted.size === 0 ? lines : lines.filter((line) => !quoted.has(line));
  // A mail's attachment is a document with letterhead and window; the mail's own text has neither.
  const isLetter = lines.some((line) => line.source !== 'layout');

  const ibans = findIbans(lines, quoted, company.ibans);
  const identifiers = findIdentifiers(lines, quoted, ibans.stretches);
  const emails = findEmails(lines, quoted, header, company);
  const printed = lines.filter((line) => zones.of(line) !== 'faxHeader');
  const phones = findPhones(printed, quoted, company, identifiers.isTaken);
  const receivedOn = localDateOf(input.receivedAt, company.timeZone);
  const dates = findDates(own, receivedOn, zones);
  const found = findParties({
    lines: printed,
    quoted,
    header,
    company,
    isLetter,
    sizeOf,
  });

  const parties = withDeputies(found, printed, quoted);

  const fields = distinctFields([
    ...identifiers.fields,
    ...ibans.fields,
    ...emails.fields,
    ...phones.fields,
    ...dates.fields,
    ...findAmounts(own),
    ...partyFields(parties),
  ]);

  return {
    fields: doubtFields(fields, input.reading, receivedOn),
    identifiers: identifiers.mentions,
    contacts: [...emails.mentions, ...ibans.mentions, ...phones.mentions],
    birthDates: dates.birthDates,
    parties,
    namePairs: namePairsOf(lines, quoted),
    isAboutAccount: ibans.isAboutAccount,
    misread: new Set(ibans.misreadCount > 0 ? (['iban', 'newIban'] as const) : []),
  };
}

function partyFields(parties: readonly Party[]): readonly IndexField[] {
  const fields: IndexField[] = [];
  const senders = parties.filter((party) => party.role === 'sender' && party.name !== null);
  // Who signs for a firm is its clerk and not the sender.
  const sender = senders.find((party) => party.name?.organisation !== null) ?? senders[0];
  // Who tells us of a move in a form writes from the old address.
  const from = ['sender', 'oldAddress']
    .map((role) => parties.find((party) => party.role === role && party.postcode !== null))
    .find((party) => party !== undefined);
  const moved = parties.find((party) => party.role === 'newAddress' && party.postcode !== null);
  const left = moved
    ? (parties.find((party) => party.role === 'oldAddress' && party.postcode !== null) ?? from)
    : undefined;
  if (sender?.name) fields.push(fieldFrom('senderName', sender.name.text, sender.place, foundIn(sender)));
  if (from) fields.push(addressField('senderAddress', from));
  if (moved) fields.push(addressField('newAddress', moved));
  if (left && left !== moved) fields.push(addressField('oldAddress', left));
  return fields;
}

function addressField(name: FieldName, party: Party): IndexField {
  const { street, houseNumber, postcode, city } = party;
  return {
    ...fieldFrom(name, addressText(party), party.place, foundIn(party)),
    parts: { street, houseNumber, postcode, city },
  };
}

/** As measured; what stands in a window or above it is told from the company's own by its place alone. */
const partySureness: Readonly<Record<string, number>> = {
  'address-block': 0.9,
  'form-field': 0.93,
  'mail-header': 0.9,
};

function foundIn(party: Party) {
  return { by: party.foundBy, sureness: partySureness[party.foundBy] ?? 0.95, source: party.source };
}
