import type { DocumentDetail } from '../api/contract.ts';
import { Moment } from '../ui/moment.tsx';
import { Panel } from '../ui/panel.tsx';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import css from './timeline-panel.module.css';

type Entry = DocumentDetail['timeline'][number];

const tones: Readonly<Record<string, string>> = {
  parked: 'person',
  retried: 'refused',
  closed: 'neutral',
  advanced: 'done',
  completed: 'done',
};

/** Everything that happened to the document, in order, with how long each step took. */
export function TimelinePanel({ document }: { document: DocumentDetail }) {
  const { words, formats } = useSpeech();
  const { timeline } = document;
  const total = timeline.reduce((sum, entry) => sum + (entry.durationMs ?? 0), 0);
  const longest = Math.max(1, ...timeline.map((entry) => entry.durationMs ?? 0));
  return (
    <Panel
      title={words.document.timeline}
      aside={
        total > 0 ? (
          <span className={css.total}>{words.document.timelineTotal(formats.duration(total))}</span>
        ) : undefined
      }
    >
      <ol className={css.list}>
        {timeline.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: append-only history
          <TimelineLine key={index} entry={entry} longest={longest} />
        ))}
      </ol>
    </Panel>
  );
}

function TimelineLine({ entry, longest }: { entry: Entry; longest: number }) {
  const { words, formats } = useSpeech();
  const stage = entry.stage === null ? '' : words.stages[entry.stage];
  const say = Object.hasOwn(words.document.step, entry.outcome) ? words.document.step[entry.outcome] : undefined;
  const detail = useDetail(entry);
  return (
    <li className={css.line} data-tone={tones[entry.outcome]}>
      <Moment at={entry.at} style="time" className={css.at} />
      <span className={css.dot} aria-hidden />
      <span className={css.what}>
        {say === undefined ? entry.outcome : say(stage)}
        {entry.actorName !== null && <span className={css.more}> {words.document.byPerson(entry.actorName)}</span>}
        {entry.attempt !== null && entry.attempt > 1 && (
          <span className={css.more}> · {words.document.attempt(entry.attempt)}</span>
        )}
        {detail !== null && <span className={css.detail}>{detail}</span>}
      </span>
      <span className={css.bar} aria-hidden>
        {entry.durationMs !== null && <span style={{ width: `${Math.max(2, (entry.durationMs / longest) * 100)}%` }} />}
      </span>
      <span className={css.duration}>{entry.durationMs === null ? '' : formats.duration(entry.durationMs)}</span>
    </li>
  );
}

/** Problems are said in the reader's language; what a person wrote stays as it was written. */
function useDetail({ detail, outcome }: Entry): string | null {
  const { words, sayProblem } = useSpeech();
  if (detail === null) return null;
  if (outcome === 'closed') return detail.message;
  if (outcome === 'offered') return wordFor(words.queues, detail.message);
  if (detail.code.startsWith('disposition.')) {
    const key = detail.code.slice('disposition.'.length);
    const disposition = wordFor(words.dispositions, key);
    return detail.message === key ? disposition : `${disposition}: ${detail.message}`;
  }
  return sayProblem(detail);
}
