import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { fieldNames } from '../../domain/index-data.ts';
import type { DoubtfulField, ReviewFieldsAnswer } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { useWorkSeconds } from './use-work-seconds.ts';

export type LeftOut = Pick<ReviewFieldsAnswer['left'][number], 'code' | 'message' | 'params'>;

export interface ColumnAnswer {
  readonly item: DoubtfulField;
  /** As typed; empty: it does not stand there. */
  readonly value: string;
}
export type Outcome = 'saved' | LeftOut;

interface Standing {
  revision: number;
  /** Places of fields that were struck out: those behind them have moved up. */
  readonly removed: Set<number>;
}

/**
 * Saves rows of the column, each with the revision and the value that were shown, and takes them back. One order after
 * the other, because two fields of one document make two revisions of it: the second is told of the first.
 */
export function useColumnSaving() {
  const client = useQueryClient();
  const standing = useRef(new Map<string, Standing>());
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const [count, setCount] = useState(0);
  const seconds = useWorkSeconds(String(count));
  const standsAt = ({ documentId, revision }: DoubtfulField): Standing => {
    const known = standing.current.get(documentId) ?? { revision, removed: new Set<number>() };
    standing.current.set(documentId, known);
    return known;
  };
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = turn.current.then(work, work);
    turn.current = mine.catch(() => {});
    return mine;
  };

  const save = (answers: readonly ColumnAnswer[]): Promise<readonly Outcome[]> => {
    const each = Math.min(600, seconds() / Math.max(1, answers.length));
    setCount((before) => before + 1);
    return inTurn(async () => {
      const ids = [...new Set(answers.map(({ item }) => item.documentId))];
      const documents = ids.map((id) => {
        const ofDocument = answers.filter(({ item }) => item.documentId === id);
        const [first] = ofDocument;
        const stands = first && standsAt(first.item);
        return {
          id,
          revision: stands?.revision ?? 0,
          seconds: each * ofDocument.length,
          fields: ofDocument.map(({ item: { at, field }, value }) => ({
            at: at - [...(stands?.removed ?? [])].filter((gone) => gone < at).length,
            name: nameOf(field.name),
            value,
            was: field.value,
          })),
        };
      });
      const { saved, left } = await api.setFieldsOfMany({ documents });
      const revisions = new Map(saved.map(({ id, revision }) => [id, revision]));
      const reasons = new Map(left.map((one) => [one.id, one]));
      for (const { item, value } of answers) {
        const revision = revisions.get(item.documentId);
        if (revision === undefined) continue;
        const stands = standsAt(item);
        stands.revision = revision;
        if (value.trim() === '') stands.removed.add(item.at);
        void client.invalidateQueries({ queryKey: ['document', item.documentId] });
      }
      return answers.map(({ item }) =>
        revisions.has(item.documentId)
          ? ('saved' as const)
          : (reasons.get(item.documentId) ?? { code: 'request.failed', message: '', params: {} }),
      );
    });
  };

  /** Takes back what was saved last of these documents, as long as nothing was saved of them since. */
  const takeBack = (answers: readonly ColumnAnswer[]): Promise<void> => {
    const wanted = new Map(answers.map(({ item }) => [item.documentId, standsAt(item).revision]));
    return inTurn(async () => {
      for (const [id, answered] of wanted) {
        const { revision } = await api.undoAnswer(id, answered);
        const stands = standing.current.get(id);
        if (stands) stands.revision = revision;
        for (const { item } of answers) if (item.documentId === id) stands?.removed.delete(item.at);
      }
    });
  };
  /** The list was loaded anew: its revisions and places are the latest there are. */
  const forget = useCallback(() => standing.current.clear(), []);
  return { save, takeBack, forget };
}

export const nameOf = (name: string) => fieldNames.find((one) => one === name) ?? 'fileReference';
