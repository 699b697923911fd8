import type { Problem } from '../../domain/errors.ts';
import type { DocumentRow } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import { useClassName } from './use-class-name.ts';

/** What a waiting document asks, with its class by name; its state where it asks nothing. */
export function useSayQuestion(): (document: Pick<DocumentRow, 'question' | 'status'>) => string {
  const { words, sayProblem } = useSpeech();
  const nameClass = useClassName();
  return ({ question, status }) => {
    if (question === null) return words.statuses[status];
    const { class: key } = (question.params ?? {}) as NonNullable<Problem['params']>;
    return sayProblem(
      typeof key === 'string' ? { ...question, params: { ...question.params, class: nameClass(key) } } : question,
    );
  };
}
