import { IconAlertTriangle, IconCircleCheck, IconHourglass, IconTrendingUp } from '@tabler/icons-react';
import type { QualityDrift, QualityReport } from '../api/contract.ts';
import { Card } from '../ui/card.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';
import css from './drift-card.module.css';
import { percentSaid, percentText } from './percent-text.ts';

type Part = QualityDrift['parts'][number];
/** From here on a shift is worth a look, by custom. */
const watchFrom = 0.1;

/** Whether recent post looks like what the model was trained on and like the post of its first weeks, each measure with its parts. */
export function DriftCard({ report: { drift, thresholds } }: { report: QualityReport }) {
  const { words, formats } = useSpeech();
  const { quality } = words;
  return (
    <Card title={quality.drift}>
      <p className={css.intro}>
        {drift === null
          ? quality.driftNone
          : drift.recent === null
            ? quality.driftGathering(formats.date(drift.reference.until), drift.reference.documents)
            : drift.parts.every(({ against }) => against === 'training')
              ? quality.driftTrained(drift.recent.documents, formats.date(drift.recent.since))
              : quality.driftCompared(
                  drift.recent.documents,
                  drift.reference.documents,
                  formats.date(drift.recent.since),
                )}
      </p>
      {drift !== null && drift.parts.length > 0 && (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col">{quality.colMeasure}</th>
                <th scope="col">{quality.colAgainst}</th>
                <th scope="col" data-number>
                  {quality.colIndex}
                </th>
                <th scope="col">{quality.colState}</th>
              </tr>
            </thead>
            <tbody>
              {drift.parts.map((part) => (
                <tr key={part.kind}>
                  <td>{quality.driftKinds[part.kind]}</td>
                  <td>{quality.driftAgainst[part.against]}</td>
                  <td data-number>{formats.number(part.index)}</td>
                  <td>
                    <State part={part} thresholds={thresholds} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {drift.parts.map((part) => (
            <Parts key={part.kind} part={part} />
          ))}
        </>
      )}
    </Card>
  );
}

function State({ part, thresholds }: { part: Part; thresholds: QualityReport['thresholds'] }) {
  const { words } = useSpeech();
  const { driftStates, driftFew } = words.quality;
  if (Math.min(part.before, part.now) < thresholds.driftDocumentsMin) {
    return (
      <span className={css.state}>
        <IconHourglass size="1rem" aria-hidden /> {driftFew}
      </span>
    );
  }
  const state = part.index >= thresholds.driftMax ? 'other' : part.index >= watchFrom ? 'shifting' : 'steady';
  const Icon = { other: IconAlertTriangle, shifting: IconTrendingUp, steady: IconCircleCheck }[state];
  return (
    <span className={css.state} data-state={state}>
      <Icon size="1rem" aria-hidden /> {driftStates[state]}
    </span>
  );
}

function Parts({ part }: { part: Part }) {
  const { words, language } = useSpeech();
  const { quality } = words;
  const nameClass = useClassName();
  const nameOf = (key: string) => {
    if (part.kind !== 'classes') return quality.driftFrom(percentText(language, Number(key)));
    return key === '' ? quality.noClass : nameClass(key);
  };
  return (
    <details className={css.parts}>
      <summary>{quality.driftMore(quality.driftKinds[part.kind])}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{quality.colPart}</th>
            <th scope="col" data-number>
              {quality.colThen}
            </th>
            <th scope="col" data-number>
              {quality.colNow}
            </th>
          </tr>
        </thead>
        <tbody>
          {part.parts.map((one) => (
            <tr key={one.key}>
              <td>{nameOf(one.key)}</td>
              <td data-number>{percentSaid(language, one.before)}</td>
              <td data-number>{percentSaid(language, one.now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
