import { describeClassifier } from './classifier.conformance.ts';
import { loadClassifier } from './load-classifier.ts';
import { createRulesClassifier } from './rules/create-rules-classifier.ts';

describeClassifier('phrases alone', async () => createRulesClassifier());
describeClassifier('the model that ships', () => loadClassifier({}));
