import { useMemo } from 'react';
import type { DocumentDetail } from '../api/contract.ts';
import { fieldValue } from '../format/field-value.ts';
import type { MarkedField } from '../viewer/field-boxes.tsx';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';

export type Field = DocumentDetail['result']['fields'][number];

/** Below this a field is marked for a look. Higher, and half of an ordinary letter's fields would ask for one. */
export const unsureBelow = 0.7;
export const fieldKey = (field: Field, index: number): string => `${index}:${field.name}`;

const noFields: readonly Field[] = [];

/** The fields that have a place on a page, as boxes for the viewer. */
export function useMarkedFields(document: DocumentDetail | undefined): readonly MarkedField[] {
  const { words, formats } = useSpeech();
  const fields = document?.result.fields ?? noFields;
  return useMemo(
    () =>
      fields.flatMap((field, index): MarkedField[] =>
        field.page === null || field.box === null
          ? []
          : [
              {
                key: fieldKey(field, index),
                page: field.page,
                box: field.box,
                label: words.document.fieldOnPage(
                  wordFor(words.fields, field.name),
                  fieldValue(field.name, field.value, formats),
                ),
                value: field.value,
                isUnsure: field.confidence < unsureBelow,
              },
            ],
      ),
    [fields, words, formats],
  );
}
