import { fold, hasLegalForm, isTitle } from '../matching/folding.ts';
import type { PartyName } from './extraction.ts';

/** What somebody is in a contract or before a court; such a noun stands before a name without more. */
const roleNoun = String.raw`(?:(?:anschluss|vertrags|konto|zahlungs|dritt|haupt|unter|mit|nach|vor)?(?:kund(?:e[nr]?|in)|mandant(?:in|en|schaft)?|(?:ver)?mieter(?:in|s)?|schuldner(?:in|s)?|gläubiger(?:in|s)?|erblasser(?:in|s)?|eigentümer(?:in|s)?|inhaber(?:in|s)?|bewohner(?:in|s)?|nutzer(?:in|s)?|partner(?:in|s)|mitglieds?|patient(?:in|en)?|versicherungsnehmer(?:in|s)?|antragsteller(?:in|s)?|auftraggeber(?:in|s)?|kläger(?:in|s)?|klient(?:in|en)?|betreuer(?:in|s)?)|mündel|(?:betreute|verstorbene|versicherte|beklagte|geschädigte|pflichtige)[rns]?|client|customer|tenant|debtor|the late)`;
/** Kin; these are surnames as well, so only with a word before them that makes them kin: `meine Mutter Erika Schulz`. */
const kinNoun = String.raw`(?:(?:ehe|ex-?)?(?:mann(?:es)?|frau)|(?:schwieger|groß)?(?:mutter|vaters?|sohn(?:es)?|tochter)|gatt(?:en?|in)|witwer?|tante|onkels?|oma|opas?|schwester|bruders?|nachbar(?:in|n)?|landlord|mother|father|husband|wife|son|daughter)`;
/** `Mutter Erika Schulz`, its possessive lost: kin when a whole name follows. */
const nearKin = String.raw`(?:(?:schwieger|groß)?(?:mutter|vater|tochter)|ehemann|ehefrau|oma|opa|tante|onkel)(?=\s+\S+\s+\S)`;
const whose = String.raw`(?:(?:unser|mein|ihr|sein|eur)(?:e[rnms]?)?|d(?:er|ie|es|em|en)|our|my|your|his|her)\s+(?:verstorbene[rnms]?\s+|late\s+)?`;
const leading = new RegExp(
  String.raw`^(?:absender(?:in)?|abs\.?|von|from|name|(?:${whose})?${roleNoun}|${whose}${kinNoun}|${nearKin}|gez\.?|i\.\s?[av]\.?|ppa\.?|firma|fa\.|an(?: die| das| den)?|z\.\s?hd\.?|c\/o|bei|eheleute|familie|fam\.|herrn?|frau|mr\.?|mrs\.?|ms\.?|miss|dear)(?=[\s:])[\s:]*`,
  'i',
);
const titleWord =
  /^(?:dr|prof|professor|dipl|ing|med|dent|jur|phil|rer|nat|mag|msc|bsc|mba|ll\.?m|dipl\.-\p{L}+)\.?(?:-ing\.?)?$/iu;
const particle = /^(?:von|vom|van|de|der|den|zu|zur|zum|di|da|del|della|dos|la|le|el|al|bin|ter|ten|van’t)$/u;
const nameWord = /^(?:\p{Lu}[\p{L}'’´`-]+|\p{Lu}\.|\p{Lu}{2,})$/u;
/** Words that stand where a name could stand and never are one. */
const notName =
  /^(?:k[üu]ndigung|widerruf|widerspruch|beschwerde|antrag|vertrag.*|rechnung.*|kunden.*|betreff|datum|telefon|tel|telefax|fax|mobil|e-?mail|internet|seite|page|anlage[n]?|einschreiben|einwurf.*|pers[öo]nlich|vertraulich|postfach|deutschland|germany|sehr|geehrte[rn]?|damen|herren|guten|tag|hallo|liebe[rs]?|dear|sir|madam|to|mit|freundlichen?|gr[üu](?:ß|ss)en?|betr|ihr|ihre|mein|meine[rn]?|unser|unsere|neue[rn]?|alte[rn]?|anschrift|adresse|address|new|old|strom.*|gas|wasser|z[äa]hler.*|iban|bic|konto.*|bank|az|aktenzeichen|datum|geboren|geb|bitte|ab|zum|per|vorab|post|brief|schreiben|mahnung|angebot|bestellung|lieferung|the|and|regards|sincerely|yours|best|kind|service|kundenservice|kundendienst|abteilung|team|im|am|an|in|auf|aus|bei|wohnhaft|bisher|bisherige|unterschrift|ort|sent|gesendet|iphone|ich|wir|sie|es|das|die|der|ein|eine|was|wie|wenn|da|so|und|oder|aber|auch|nicht|meter|customer|contract|account|number|invoice|januar|februar|m[äa]rz|april|juni|juli|september|oktober|november|dezember)$/iu;
const organisationWord =
  /(?:verlag|kanzlei|rechtsanw[äa]lt(?:e|in|innen)?|notar(?:e|iat)?|steuerberat(?:er|ung)|gericht|finanzamt|jobcenter|landkreis|gemeinde|stadt(?:verwaltung|werke)?|polizei(?:inspektion)?|staatsanwaltschaft|ministerium|beh[öo]rde|amt|hausverwaltung|verwaltung|immobilien|versicherung(?:en)?|sparkasse|volksbank|bank|verein|stiftung|praxis|apotheke|klinik(?:um)?|shop|radio|krankenhaus|schule|kindergarten|pflegeheim|b[äa]ckerei|autohaus|elektro|inkasso|gesellschaft|genossenschaft|institut|agentur|zeitung|redaktion|club|services?|solutions|consulting|holding|group|gruppe|company|college|university|universit[äa]t|handwerk|bau|technik|logistik|reinigung|gastst[äa]tte|gasthof|gasthaus|caf[ée]|marketing|systemhaus|spedition|restaurant|hotel|studio|werkstatt)$/iu;

/** The people or the organisation that a line of an address block or a signature names; empty when it names none. */
export function partyNamesIn(text: string): readonly PartyName[] {
  let bare = text
    .replace(/[()"„“”*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  let hasAddressForm = false;
  for (let turn = 0; turn < 4; turn += 1) {
    const match = leading.exec(bare);
    if (!match) break;
    hasAddressForm ||= /^(?:eheleute|familie|fam\.|herrn?|frau|mrs?\.?|ms\.?)/i.test(match[0]);
    bare = bare.slice(match[0].length);
  }
  if (bare.length < 3 || bare.length > 90 || /[@:=]|https?|www\.|\d{3}/.test(bare)) return [];
  const words = bare.split(' ').filter((word) => !titleWord.test(word));
  if (isOrganisation(words, bare)) return [{ text: bare, firstNames: [], lastName: '', organisation: bare }];
  const joined = words.join(' ').split(/\s+(?:und|u\.|&|and|\+)\s+/);
  if (joined.length > 2) return [];
  const [one, two] = joined.map((side) => side.split(' ').filter((word) => word !== ''));
  if (!one) return [];
  if (!two) {
    const name = person(one, hasAddressForm);
    return name ? [{ ...name, text: bare }] : [];
  }
  const second = person(two, false);
  if (!second) return [];
  // "Max und Erika Müller" are two people with one last name.
  const first = one.length === 1 ? person([...one, second.lastName], false) : person(one, false);
  return first ? [first, second] : [];
}

/** Names at the end of a sentence's piece: `In Sachen unserer Mandantin Erika Schulz` before its comma and address. */
export function trailingNamesIn(text: string): readonly PartyName[] {
  const whole = partyNamesIn(text);
  if (whole.length > 0 || text.length > 200) return whole;
  const words = text.split(' ');
  let start = words.length;
  while (start > 0 && (nameWord.test(words[start - 1] ?? '') || particle.test(words[start - 1] ?? ''))) start -= 1;
  while (start < words.length && particle.test(words[start] ?? '')) start += 1;
  return start > 0 && words.length - start >= 2 ? partyNamesIn(words.slice(start).join(' ')) : [];
}

function isOrganisation(words: readonly string[], text: string): boolean {
  if (words.length > 10 || !/^(?:[\p{Lu}\d]|(?:van|von|de|der|zum|zur|das|die) \p{Lu})/u.test(text)) return false;
  return (
    hasLegalForm(text) ||
    /\p{L} Inh\. /u.test(text) ||
    words.some((word) => organisationWord.test(word) && /^\p{Lu}/u.test(word))
  );
}

function person(words: readonly string[], mayBeLastNameOnly: boolean): PartyName | null {
  if (words.length > 6 || words.length < (mayBeLastNameOnly ? 1 : 2)) return null;
  for (const word of words) if (!particle.test(word) && (notName.test(word) || !nameWord.test(word))) return null;
  // The last name begins at its particle, otherwise it is the last word.
  const at = words.findIndex((word, index) => index > 0 && index < words.length - 1 && particle.test(word));
  const lastFrom = at >= 0 ? at : words.length - 1;
  const lastName = words.slice(lastFrom).join(' ');
  const firstNames = words.slice(0, lastFrom);
  if (firstNames.some((word) => particle.test(word)) && at < 0) return null;
  if (fold(lastName).length < 2 || isTitle(fold(lastName))) return null;
  return { text: words.join(' '), firstNames, lastName, organisation: null };
}

/** The name in a mail's `From`: `Sabine Müller`, `Müller, Sabine`, `"Autohaus Schmidt GmbH"`; empty for an account name. */
export function partyNamesOfHeader(fromName: string): readonly PartyName[] {
  const reversed = /^([^,]{2,40}),\s*([^,]{2,40})$/.exec(fromName.trim());
  return partyNamesIn(reversed && !hasLegalForm(fromName) ? `${reversed[2]} ${reversed[1]}` : fromName);
}
