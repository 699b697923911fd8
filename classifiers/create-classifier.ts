import type { ClassAlternative, Classification, ClassKey } from '../src/domain/document-class.ts';
import type { Classifier } from '../src/ports/classifier.ts';
import { type DocumentText, documentText } from './features/document-text.ts';
import { extractFeatures } from './features/extract-features.ts';
import { vectorise } from './features/vectorise.ts';
import { calibrated } from './learning/calibration.ts';
import { unknownClass } from './learning/example.ts';
import { opinionOf } from './learning/sureness.ts';
import { explain } from './model/explain.ts';
import { logitsOf } from './model/logits.ts';
import type { Model } from './model/model.ts';
import { secondConcern } from './model/second-concern.ts';
import { looksForeign } from './text/foreign.ts';
import type { TextWord } from './text/words-of-text.ts';

/** Below this share of known words and word pairs a text is in another language or no text at all. */
const knownShareMin = 0.12;
const noText: DocumentText = { subject: [], body: [], sentences: [], quoted: [] };

export function createClassifier(model: Model): Classifier {
  const { card, vocabulary } = model;
  const classifier = { name: card.name, version: card.version };
  const withCompany = (card.groups.company ?? 0) > 0;
  return {
    ...classifier,
    classify(input): Classification {
      const text = documentText(input);
      const features = extractFeatures(input, text, { withCompany });
      const vector = vectorise(features, vocabulary, card.groups);
      if (!features.hasWords) return { ranked: [], isUnknown: true, second: null, evidence: [], classifier };
      const opinion = opinionOf(logitsOf(model, vector), vector.knownShare, features, card.classes);
      const { probabilities, isUnsure } = calibrated(opinion, card.calibration);
      const ranked: ClassAlternative[] = [];
      let unknown = 0;
      for (const [column, key] of card.classes.entries()) {
        const confidence = probabilities[column] ?? 0;
        if (key === unknownClass) unknown = confidence;
        else ranked.push({ key, confidence });
      }
      ranked.sort((one, other) => other.confidence - one.confidence || (one.key < other.key ? -1 : 1));
      const first = ranked[0];
      const judge = (body: readonly TextWord[]): Float64Array => {
        const alone = extractFeatures({ ...input, senderEmail: null }, { ...noText, body }, { withCompany });
        return logitsOf(model, vectorise(alone, vocabulary, card.groups)).all;
      };
      const secondOf = (key: ClassKey): ClassAlternative | null =>
        secondConcern({ classes: card.classes, logits: opinion.logits, first: key, sentences: text.sentences, judge });
      const second = first === undefined ? null : secondOf(first.key);
      return {
        ranked,
        isUnknown:
          // Between two concerns the whole text is undecided, and still it is known what it may be.
          (isUnsure && second === null) ||
          unknown > (first?.confidence ?? 0) ||
          vector.knownShare < knownShareMin ||
          looksForeign(input.text),
        second,
        evidence: first === undefined ? [] : explain(model, text, vector, first.key),
        classifier,
        knownShare: Math.round(vector.knownShare * 1000) / 1000,
      };
    },
  };
}
