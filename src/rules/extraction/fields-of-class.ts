import type { ClassField } from '../../domain/class-field.ts';
import { unsureBelow } from '../../domain/entered-field.ts';
import type { Problem } from '../../domain/errors.ts';
import type { FieldName, IndexField } from '../../domain/index-data.ts';

/** Every document has them, whatever it is about. */
export const commonFields: ReadonlySet<FieldName> = new Set([
  'senderName',
  'senderAddress',
  'date',
  'archiveNumber',
  // Said in passing as well, and lost if nobody acts on it.
  'newAddress',
  'newIban',
]);

export interface ClassedFields {
  readonly fields: readonly IndexField[];
  /** What a person is asked about the fields; null when nobody needs to look. */
  readonly question: Problem | null;
}

/**
 * The fields that a class has, its single ones once, and whether a person must look at one. A number that the directory
 * has is kept in any class: it tells whom the document concerns.
 *
 * `misread`: fields of which something stands there that no value could be made of, an account whose check digits fail.
 */
export function fieldsOfClass(
  found: readonly IndexField[],
  rules: readonly ClassField[],
  misread: ReadonlySet<FieldName>,
): ClassedFields {
  const ruleOf = new Map(rules.map((rule) => [rule.name, rule]));
  const kept = found.filter(
    ({ name, foundBy }) =>
      commonFields.has(name) || ruleOf.has(name) || /number.*directory|Number.*directory/.test(foundBy),
  );
  const best = new Map<FieldName, IndexField>();
  for (const field of kept) {
    const known = best.get(field.name);
    if (!known || field.confidence > known.confidence) best.set(field.name, field);
  }
  const fields = kept.filter((field) => !ruleOf.get(field.name)?.isSingle || isPeer(field, best.get(field.name)));
  const values = (name: FieldName) => fields.filter((field) => field.name === name);
  const missing = rules.filter(({ name, ask }) => ask === 'missing' && values(name).length === 0);
  const doubtful = rules.filter(({ name, ask, isSingle }) => {
    if (ask === 'never') return false;
    const all = values(name);
    const isSplit = isSingle && all.length > 1;
    return (
      isSplit ||
      (all.length === 0
        ? misread.has(name) && ask === 'doubtful'
        : all.every(({ confidence }) => confidence < unsureBelow))
    );
  });
  return { fields, question: questionAbout(missing, doubtful) };
}

/** Nearly as sure, so that nobody can say which is the one: both are kept, and a person chooses. */
const peerGap = 0.1;

function isPeer(field: IndexField, best: IndexField | undefined): boolean {
  return best === undefined || field === best || field.confidence > best.confidence - peerGap;
}

function questionAbout(missing: readonly ClassField[], doubtful: readonly ClassField[]): Problem | null {
  const names = (rules: readonly ClassField[]) => rules.map(({ name }) => name).join(', ');
  if (missing.length > 0) {
    return {
      code: 'field.missing',
      message: `A document of this class has ${names(missing)}, and none was found. Enter what the page says, or say that it has none.`,
      params: { fields: names(missing) },
    };
  }
  if (doubtful.length === 0) return null;
  return {
    code: 'field.unsure',
    message: `What was read as ${names(doubtful)} is not sure. Compare it with the page.`,
    params: { fields: names(doubtful) },
  };
}
