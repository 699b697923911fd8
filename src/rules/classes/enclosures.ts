import type { ClassEvidence, ClassKey, LanguageCode } from '../../domain/document-class.ts';

/** What a letter of the class is sent for: without it the letter is half of what it should be. */
const usualEnclosures: Readonly<Record<ClassKey, { readonly de: string; readonly en: string }>> = {
  contract: { de: 'kein Vertrag liegt bei', en: 'no contract enclosed' },
  certificate: { de: 'kein Nachweis liegt bei', en: 'no certificate enclosed' },
  job_application: { de: 'kein Lebenslauf liegt bei', en: 'no CV enclosed' },
  invoice: { de: 'keine Rechnung liegt bei', en: 'no invoice enclosed' },
};
const anyEnclosure = { de: 'eine Anlage wird genannt, keine liegt bei', en: 'an enclosure is named, none is there' };

const named =
  /\b(?:anbei|anliegend\w*|beigef[uü]gt\w*|beiliegend\w*|beigelegt\w*|(?:liegt|liegen|lege|legen)\b[^.!?]{0,60}\bbei|im anhang|angeh[aä]ngt\w*|als anlage|anlagen?\s*:|siehe anlagen?|in der anlage|enclosed|enclosures?|attached|attachments?)(?!\p{L})/iu;
/** "Bitte legen Sie … bei" asks the company for one. */
const asked = /\b(?:bitte (?:legen|f[uü]gen|h[aä]ngen) sie|please (?:attach|enclose))\b/i;
/** The last reason a person reads; it moved no number. */
const noteWeight = 0.01;

export interface Enclosed {
  /** What the sender says, without what they quote. */
  readonly text: string;
  readonly language: LanguageCode;
  /** Written pages behind the first, and attachments. */
  readonly furtherParts: number;
  /** A letter or mail, not a paper that is itself the proof or the contract. */
  readonly isLetter: boolean;
}

/**
 * What is missing, in words for the person who looks: the enclosure the text names, or the one that the class which
 * nearly won would have come with ("no contract enclosed" beside a cancellation). Nothing when anything is enclosed:
 * whether it is the right paper only a person can say.
 */
export function missingEnclosure(
  { text, language, furtherParts, isLetter }: Enclosed,
  first: ClassKey | null,
  runnerUp: ClassKey | null,
): ClassEvidence | null {
  if (furtherParts > 0 || !isLetter || first === null) return null;
  const words = language === 'en' ? 'en' : 'de';
  const usual = usualEnclosures[first];
  if (named.test(text) && !asked.test(text)) return { text: (usual ?? anyEnclosure)[words], weight: noteWeight };
  const other = runnerUp === null ? undefined : usualEnclosures[runnerUp];
  return usual === undefined && other !== undefined ? { text: other[words], weight: noteWeight } : null;
}
