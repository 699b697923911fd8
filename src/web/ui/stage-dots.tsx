import type { DocumentRow } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import css from './stage-dots.module.css';
import { dotsOf, stageNumber } from './stage-progress.ts';

type Standing = Pick<DocumentRow, 'stage' | 'state' | 'status'>;

/** Where a document stands among its six stages, for eye and screen reader. */
export function StageDots({ document }: { document: Standing }) {
  const sentence = useStandingSentence()(document);
  const tone =
    document.state === 'done'
      ? document.status === 'closed'
        ? 'neutral'
        : 'done'
      : document.state === 'parked'
        ? parkedTone(document)
        : 'running';
  return (
    <span className={css.dots} data-tone={tone} role="img" aria-label={sentence} title={sentence}>
      {dotsOf(document).map((state, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: six fixed places that never move
        <span key={index} className={css.dot} data-state={state} />
      ))}
    </span>
  );
}

const parkedTone = (document: Standing) => (document.status === 'review' ? 'person' : 'refused');

export function useStandingSentence(): (document: Standing) => string {
  const { words } = useSpeech();
  return (document) => {
    const stage = words.stages[document.stage];
    const number = stageNumber(document);
    if (document.state === 'done') return document.status === 'closed' ? words.stageDots.ended : words.stageDots.done;
    if (document.state === 'parked') return words.stageDots.parked(number, stage);
    return document.state === 'running'
      ? words.stageDots.running(number, stage)
      : words.stageDots.waiting(number, stage);
  };
}
