import type { Example } from '../../classifiers/learning/example.ts';
import { randomOf } from '../../classifiers/learning/random.ts';

/** What customers write about; nobody adds a concern of their own to a supplier's invoice. */
const sociable = new Set([
  'cancellation',
  'withdrawal',
  'complaint',
  'objection',
  'address_change',
  'bank_details_change',
  'contract',
  'application',
  'claim',
  'certificate',
  'payment_plan_request',
  'data_protection_request',
  'general_inquiry',
]);
const addedLengthMax = 400;
const attemptsMax = 5_000;

/** Letters with two concerns: a text, and behind "Außerdem:" another of another class in the same language. */
export function joinedExamples(examples: readonly Example[], count: number): readonly Example[] {
  const single = examples.filter(({ classKey, second }) => second === null && sociable.has(classKey));
  const random = randomOf(31);
  const joined: Example[] = [];
  for (let attempt = 0; attempt < attemptsMax && joined.length < count; attempt += 1) {
    const host = single[random.below(single.length)];
    const added = single[random.below(single.length)];
    if (host === undefined || added === undefined || host.classKey === added.classKey) continue;
    if (host.language !== added.language || added.text.length > addedLengthMax) continue;
    const opening = host.language === 'en' ? 'Also: ' : 'Außerdem: ';
    joined.push({ ...host, text: `${host.text}\n${opening}${added.text}`, second: added.classKey });
  }
  return joined;
}
