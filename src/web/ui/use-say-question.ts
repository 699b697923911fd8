import type { Problem } from '../../domain/errors.ts';
import type { DocumentRow } from '../api/contract.ts';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import { useClassName } from './use-class-name.ts';

/** What a waiting document asks, with its class and fields by name; its state where it asks nothing. */
export function useSayQuestion(): (document: Pick<DocumentRow, 'question' | 'status'>) => string {
  const { words, sayProblem } = useSpeech();
  const nameClass = useClassName();
  return ({ question, status }) => {
    if (question === null) return words.statuses[status];
    const { class: key, fields } = (question.params ?? {}) as NonNullable<Problem['params']>;
    const named = {
      ...(typeof key === 'string' ? { class: nameClass(key) } : {}),
      ...(typeof fields === 'string'
        ? {
            fields: fields
              .split(', ')
              .map((name) => wordFor(words.fields, name))
              .join(', '),
          }
        : {}),
    };
    return sayProblem({ ...question, params: { ...question.params, ...named } });
  };
}
