import type { DocumentSnapshot } from '../../src/domain/document.ts';
import type { ClassEvidence, DocumentClass } from '../../src/domain/document-class.ts';
import { type Reading, textOfPage } from '../../src/domain/page.ts';
import type { Classifier } from '../../src/ports/classifier.ts';
import type { ReadingStore } from '../../src/ports/reading-store.ts';
import type { Stage } from '../../src/ports/stage.ts';
import { decideClass } from '../../src/rules/classes/decide-class.ts';
import { missingEnclosure } from '../../src/rules/classes/enclosures.ts';
import { lettersIn } from '../../src/rules/classes/letters-in.ts';
import { quotedLines } from '../../src/rules/extraction/quoted-lines.ts';
import { textLinesOf } from '../../src/rules/extraction/text-lines.ts';
import { factsOf } from './facts-of.ts';

/** What a letter is about stands on its first pages; what follows is terms and conditions more often than not. */
const pagesMax = 3;
const charactersMax = 30_000;

/**
 * Says what the document is about. A class that its separator sheet names is the class; a name nobody configured is none.
 * Always advances: an answer that is not sure enough is a fact as well (`review`), and indexing asks a person once for
 * class and customer together.
 */
export function createClassification({
  classifier,
  readings,
  classes,
}: {
  readonly classifier: Classifier;
  readonly readings: ReadingStore;
  readonly classes: readonly DocumentClass[];
}): Stage<'classification'> {
  return {
    name: 'classification',
    version: '1',
    // Only the object store can fail here.
    retry: { attemptsMax: 5, baseSeconds: 2, ceilingSeconds: 120 },
    timeoutSeconds: 60,
    async run(document) {
      const { reading: sha256, language } = factsOf(document, 'recognition');
      const { mail, childCount } = factsOf(document, 'preparation');
      const reading = await readings.load(sha256);
      const classification = classifier.classify({
        subject: mail?.subject ?? null,
        text: textOfFirstPages(reading),
        senderEmail: mail?.from ?? null,
        channel: document.channel,
        language,
        pageCount: reading.pages.length,
      });
      const { key, confidence, alternatives, second, ...decided } = decideClass(classification, classes);
      // Two letters in one scan have two answers, whatever is said of them together.
      const isSeveral = mail === null && lettersIn(writtenPages(reading).map(textOfPage)) > 1;
      const decision = isBookWithoutLetter(reading) || isSeveral ? 'review' : decided.decision;
      const nearest = alternatives.find(({ confidence: share }) => share >= nearlyWon)?.key ?? null;
      const missing = missingEnclosure({ ...enclosedWith(reading, document, childCount), language }, key, nearest);
      const known = classification.knownShare === undefined ? {} : { knownShare: classification.knownShare };
      const given = classes.find((each) => each.key === document.given?.classKey);
      if (given !== undefined) {
        return {
          kind: 'advance',
          facts: {
            // Whoever laid the sheet on the letter had it in hand; what the classifier thinks is kept beside it.
            key: given.key,
            confidence: 1,
            decision: 'auto',
            alternatives: alternatives.filter((other) => other.key !== given.key),
            second: second?.key === given.key ? null : second,
            evidence: [{ text: 'separator sheet', weight: 1 }],
            classifier: classification.classifier,
            ...known,
            decidedBy: null,
          },
          effects: [],
        };
      }
      return {
        kind: 'advance',
        facts: {
          key,
          confidence,
          decision,
          alternatives,
          second,
          evidence: evidenceWith(classification.evidence, { isSeveral, missing, language }),
          classifier: classification.classifier,
          ...known,
          decidedBy: null,
        },
        effects: [],
      };
    },
  };
}

/** A class this likely was a real alternative. */
const nearlyWon = 0.03;

function enclosedWith(reading: Reading, document: DocumentSnapshot, childCount: number) {
  const { mail } = factsOf(document, 'preparation');
  const pages = writtenPages(reading);
  const lines = textLinesOf({ pages: pages.slice(0, pagesMax) });
  const quoted = mail === null ? new Set() : quotedLines(lines);
  const text = lines
    .filter((line) => !quoted.has(line))
    .map((line) => line.text)
    .join('\n')
    .slice(0, charactersMax);
  return {
    text,
    furtherParts: mail === null ? pages.length - 1 : childCount,
    // What came with a mail is the enclosure itself.
    isLetter: document.depth === 0 && (mail !== null || greeting.test(text)),
  };
}

function evidenceWith(
  evidence: readonly ClassEvidence[],
  { isSeveral, missing, language }: { isSeveral: boolean; missing: ClassEvidence | null; language: string },
): readonly ClassEvidence[] {
  const several = language === 'en' ? 'several letters in one scan' : 'mehrere Briefe in einem Scan';
  return [...(isSeveral ? [{ text: several, weight: 1 }] : []), ...evidence, ...(missing === null ? [] : [missing])];
}

/** As many written pages no letter has; 80 pages of terms may hold one sentence that matters, on a page nobody reads. */
const letterPagesMax = 12;
const greeting =
  /(?:sehr geehrte|guten (?:tag|morgen|abend)|hallo|liebe[rs]?\s|moin|dear\s|hello|to whom it may concern|mit freundlichen|hochachtungsvoll|betreff\s*:|aktenzeichen|az\.)/i;

/** Whether the document is long and does not begin as a letter does: then what its first pages say decides nothing. */
function isBookWithoutLetter({ pages }: Reading): boolean {
  const written = writtenPages({ pages });
  return written.length > letterPagesMax && !written.slice(0, 2).some((page) => greeting.test(textOfPage(page)));
}

function writtenPages({ pages }: Reading): Reading['pages'] {
  return pages.filter(({ words }) => words.length > 0);
}

/** Blank pages (the backs of a duplex scan) do not count among the first. */
export function textOfFirstPages(reading: Reading): string {
  return writtenPages(reading).slice(0, pagesMax).map(textOfPage).join('\n\f').slice(0, charactersMax);
}
