import { expect, test } from 'vitest';
import { demoCompany } from '../../domain/company.ts';
import type { DocumentClass } from '../../domain/document-class.ts';
import { decideRoute } from './decide-route.ts';

const cancellation: DocumentClass = {
  key: 'cancellation',
  names: { de: 'Kündigung', en: 'Cancellation' },
  customer: 'required',
  queue: 'contracts',
  skills: ['cancellation'],
  priority: 50,
  deadline: { unit: 'workingDays', count: 5, kind: 'contractual' },
  retention: { deletionClass: 'business-letter', years: 6 },
  threshold: 0.9,
};
const receivedAt = new Date('2026-11-20T09:00:00Z');

test('queue, priority, skills and deadline come from the class, the language from the document', () => {
  expect(decideRoute(cancellation, { language: 'en', receivedAt }, demoCompany)).toEqual({
    queue: 'contracts',
    priority: 50,
    skills: ['cancellation', 'en'],
    dueAt: new Date('2026-11-27T16:00:00.000Z'),
    deadlineKind: 'contractual',
  });
});

test('a document in an unknown language goes to people who read German', () => {
  expect(decideRoute(cancellation, { language: 'und', receivedAt }, demoCompany).skills).toEqual([
    'cancellation',
    'de',
  ]);
});

test('a priority outside the scale is brought back onto it', () => {
  expect(decideRoute({ ...cancellation, priority: 400 }, { language: 'de', receivedAt }, demoCompany).priority).toBe(
    100,
  );
});
