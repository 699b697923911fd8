import { fold } from '../matching/folding.ts';
import type { Party, PartyCapacity, PartyName } from './extraction.ts';
import { sourceOf } from './finding.ts';
import { partyNamesIn } from './party-names.ts';
import { placeOf, type TextLine } from './text-lines.ts';

/** What somebody is who writes for another; the first that fits counts. */
const capacities: readonly (readonly [PartyCapacity, name: RegExp | null, said: RegExp | null])[] = [
  [
    'guardian',
    null,
    /\bbetreuer(?:in)?\b|betreuungssache|betreuerausweis|rechtliche betreuung|\bbetreute[rn]?\b|\bvormund\b|legal guardian/i,
  ],
  [
    'lawyer',
    /rechtsanw|anw[äa]lt|kanzlei|notar|solicitor|attorney|law office|barrister/i,
    /\bmandant(?:in|en|schaft)?\b|anwaltlich versichert|namens und in vollmacht|we act (?:for|on behalf)|\bour client\b|instructed by/i,
  ],
  [
    'heir',
    null,
    /\b(?:allein|mit)?erb(?:e|in|en|engemeinschaft)\b|nachlass|\bverst(?:orben\w*|arb)\b|sterbefall|\bdeceased\b|\bexecutor\b|passed away|the late\b/i,
  ],
  [
    'landlord',
    /hausverwaltung|immobilien|wohnungs(?:bau|gesellschaft|genossenschaft)|property management/i,
    /\b(?:mein|unser)(?:e[rnms]?)?\s+(?:ex-)?mieter(?:in|s)?\b|\bvermieter(?:in)?\b|\b(?:my|our) tenant\b|\blandlord\b/i,
  ],
  [
    'authority',
    /gericht|finanzamt|polizei|staatsanwaltschaft|jobcenter|gerichtsvollzieher|stadtkasse|ordnungsamt|insolvenzverwalt/i,
    null,
  ],
];

const person = String.raw`(?:(?:des|der|den|dem|von|für|nach|herrn?|frau|mr|mrs|ms|dr|prof)\.?\s+){0,3}`;
/** What is said before the name of whom a letter is about. */
const cue = new RegExp(
  String.raw`(?:\bmandant(?:in|en|schaft)?|in vollmacht|in sachen|betreuer(?:in)?|betreuung(?:ssache)?|betreute[rns]?|nachlass(?:sache)?|\berb(?:e|in|en|engemeinschaft)|verstorbene[rns]?|sterbefall|\bmieter(?:in|s|n)?|(?:dritt)?schuldner(?:s|in)?|über das vermögen|anschlussinhaber(?:s|in)?|vertragsdaten zu|sendung an|(?:hat|haben) (?:uns|mich)|\bclients?|on behalf of|instructed by|\btenants?|estate of|\blate|(?:kunde[n]?|kundin|customer))\s*[:,]?\s+${person}`,
  'giu',
);
const nameRun =
  /^(?:\p{Lu}[\p{L}'’.-]*|von|vom|van|de|der|den|zu|zur|und|and|&)(?:\s+(?:\p{Lu}[\p{L}'’.-]*|von|vom|van|de|der|den|zu|zur|und|and|&)){1,6}/u;

/** Far more than anybody writes for. */
const concernedMax = 8;
const linesMax = 150;

/**
 * Tells who writes for somebody else, and for whom: a lawyer for a client, a guardian, an heir, a landlord about a
 * tenant, an authority about a debtor. The parties get that capacity, and whom it concerns the role `concerned`, so that
 * the one who signs is not taken for the customer.
 */
export function withDeputies(
  parties: readonly Party[],
  lines: readonly TextLine[],
  quoted: ReadonlySet<TextLine>,
): readonly Party[] {
  const own = lines.filter((line) => !quoted.has(line)).slice(0, linesMax);
  const senders = parties.filter((party) => party.role === 'sender');
  const capacity = capacityOf(senders, own);
  if (capacity === null) return parties;
  const senderNames = new Set(senders.flatMap((party) => (party.name ? fold(party.name.text) : [])));
  const concerned = concernedIn(own).filter(({ name }) => !senderNames.has(fold(name.text)));
  if (concerned.length === 0) return parties;
  const names = new Set(concerned.map(({ name }) => fold(name.text)));
  const known = new Set(parties.flatMap((party) => (party.name ? fold(party.name.text) : [])));
  const marked = parties.map((party): Party => {
    if (party.role === 'sender') return { ...party, capacity };
    const isConcerned = party.role === 'mentioned' && party.name !== null && names.has(fold(party.name.text));
    return isConcerned ? { ...party, role: 'concerned' } : party;
  });
  const more = concerned.filter(({ name }, at) => {
    const folded = fold(name.text);
    return !known.has(folded) && concerned.findIndex((other) => fold(other.name.text) === folded) === at;
  });
  return [...marked, ...more.map(({ name, line, from, to }) => concernedParty(name, line, from, to))];
}

function capacityOf(senders: readonly Party[], lines: readonly TextLine[]): PartyCapacity | null {
  const names = senders.map((party) => party.name?.text ?? '').join('\n');
  for (const [capacity, name, said] of capacities) {
    if (name?.test(names)) return capacity;
    if (said && lines.some((line) => said.test(line.text))) return capacity;
  }
  return null;
}

interface Concerned {
  readonly name: PartyName;
  readonly line: TextLine;
  readonly from: number;
  readonly to: number;
}

function concernedIn(lines: readonly TextLine[]): readonly Concerned[] {
  const found: Concerned[] = [];
  for (const line of lines) {
    for (const match of line.text.matchAll(cue)) {
      let from = match.index + match[0].length;
      // "unserer Mandanten Anna Alt, Bert Neu und Carla Klein"
      for (let turn = 0; turn < 6 && found.length < concernedMax; turn += 1) {
        const run = nameRun.exec(line.text.slice(from, from + 120))?.[0];
        const names = run
          ? partyNamesIn(run.replace(/\s+(?:und|and|&)$/, '')).filter((name) => name.lastName !== '')
          : [];
        if (!run || names.length === 0 || /^\s+\d/.test(line.text.slice(from + run.length))) break;
        for (const name of names) found.push({ name, line, from, to: from + run.length });
        const next = /^\s*(?:,|und|and|sowie)\s+(?=\p{Lu})/u.exec(line.text.slice(from + run.length));
        if (!next) break;
        from += run.length + next[0].length;
      }
    }
  }
  return found.slice(0, concernedMax);
}

function concernedParty(name: PartyName, line: TextLine, from: number, to: number): Party {
  return {
    role: 'concerned',
    name,
    street: null,
    houseNumber: null,
    postcode: null,
    city: null,
    isQuoted: false,
    place: placeOf(line, from, to),
    source: sourceOf(line),
    foundBy: 'concerned-cue',
  };
}
