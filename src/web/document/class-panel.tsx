import { IconCircleCheck, IconFlag3, IconUserCheck } from '@tabler/icons-react';
import type { DocumentDetail } from '../api/contract.ts';
import { Panel } from '../ui/panel.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';
import css from './class-panel.module.css';
import { WeightList } from './weight-list.tsx';

/** What the document is about, why, and what else it could be. */
export function ClassPanel({ document }: { document: DocumentDetail }) {
  const { words, formats } = useSpeech();
  const nameClass = useClassName();
  const found = document.result.class;
  const second = document.result.secondClass;
  if (found === null) return null;
  return (
    <Panel
      title={words.document.class}
      aside={<Decision decision={found.decision} by={found.decidedBy} isAsked={document.state === 'parked'} />}
    >
      <p className={css.name}>
        {found.key === null ? words.document.classNone : nameClass(found.key)}
        {found.key !== null && !found.decidedBy && (
          <span className={css.percent}>{formats.percent(found.confidence)}</span>
        )}
      </p>
      {second !== null && (
        <p className={css.second}>
          {words.document.secondClass}: {nameClass(second.key)}{' '}
          <span className={css.percent}>{formats.percent(second.confidence)}</span>
        </p>
      )}
      {found.evidence !== undefined && found.evidence.length > 0 && (
        <>
          <h3 className={css.heading}>{words.document.classReasons}</h3>
          <WeightList rows={found.evidence.map((one) => ({ name: one.text, detail: '', weight: one.weight }))} />
        </>
      )}
      {found.alternatives.length > 0 && (
        <>
          <h3 className={css.heading}>{words.document.classAlternatives}</h3>
          <ul className={css.alternatives}>
            {found.alternatives.slice(0, 4).map((one) => (
              <li key={one.key}>
                {nameClass(one.key)} <span className={css.percent}>{formats.percent(one.confidence)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

/** Who decided, machine or person, or that one is asked; icon and word, because it is a state. An answered question asks no more. */
export function Decision({
  decision,
  by,
  isAsked,
}: {
  decision: 'auto' | 'review' | 'none';
  by?: string | null | undefined;
  isAsked: boolean;
}) {
  const { words } = useSpeech();
  if (by)
    return (
      <span className={css.decision} data-decision="auto">
        <IconUserCheck size="1rem" aria-hidden />
        {words.document.decidedByPerson(by)}
      </span>
    );
  if (decision === 'none' || (decision === 'review' && !isAsked)) return null;
  const Icon = decision === 'auto' ? IconCircleCheck : IconFlag3;
  return (
    <span className={css.decision} data-decision={decision}>
      <Icon size="1rem" aria-hidden />
      {decision === 'auto' ? words.document.decidedAuto : words.document.decidedReview}
    </span>
  );
}
