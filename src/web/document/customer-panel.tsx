import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { EvidenceKind } from '../../domain/customer.ts';
import type { DocumentDetail } from '../api/contract.ts';
import { useMay } from '../frame/session.tsx';
import { Panel } from '../ui/panel.tsx';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import { Decision } from './class-panel.tsx';
import css from './customer-panel.module.css';
import { WeightList, type WeightRow } from './weight-list.tsx';

type Match = NonNullable<DocumentDetail['result']['customer']>;

/** Whose document it is, with the evidence, and who else it could be. */
export function CustomerPanel({ document }: { document: DocumentDetail }) {
  const { words, formats } = useSpeech();
  const may = useMay();
  const toRows = useWeightRows();
  const match = document.result.customer;
  if (match === null) return null;
  if (match.customerNumber === null) {
    return (
      <Panel
        title={words.document.customer}
        aside={<Decision decision={match.decision} by={match.decidedBy} isAsked={document.state === 'parked'} />}
      >
        <p className={css.none}>{words.document.customerNone}</p>
        <Others match={match} />
      </Panel>
    );
  }
  const number = match.customerNumber;
  const chosen = match.candidates.find((one) => one.customerNumber === number);
  const evidence = match.evidence.length > 0 ? match.evidence : (chosen?.evidence ?? []);
  return (
    <Panel
      title={words.document.customer}
      aside={<Decision decision={match.decision} by={match.decidedBy} isAsked={document.state === 'parked'} />}
    >
      <p className={css.name}>
        {may('readCustomers') ? (
          <Anchor component={Link} to={`/customers/${encodeURIComponent(number)}`} inherit>
            {document.customerName ?? chosen?.displayName ?? number}
          </Anchor>
        ) : (
          (document.customerName ?? chosen?.displayName ?? number)
        )}
        <span className={css.number}>{number}</span>
        {!match.decidedBy && <span className={css.percent}>{formats.percent(match.confidence)}</span>}
      </p>
      {chosen?.displayAddress !== undefined && <p className={css.address}>{chosen.displayAddress}</p>}
      {evidence.length > 0 && (
        <>
          <h3 className={css.heading}>{words.document.weights}</h3>
          <WeightList rows={toRows(evidence)} />
        </>
      )}
      <Others match={match} />
    </Panel>
  );
}

function Others({ match }: { match: Match }) {
  const { words, formats } = useSpeech();
  const others = match.candidates.filter((one) => one.customerNumber !== match.customerNumber).slice(0, 4);
  if (others.length === 0) return null;
  return (
    <>
      <h3 className={css.heading}>{words.document.candidates}</h3>
      <ul className={css.others}>
        {others.map((one) => (
          <li key={one.customerNumber}>
            {one.displayName ?? one.customerNumber}
            <span className={css.otherAddress}>{one.displayAddress}</span>
            <span className={css.percent}>{formats.percent(one.confidence)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Evidence in words: which kind, what was compared, how much it weighs. */
export function useWeightRows(): (evidence: Match['evidence']) => readonly WeightRow[] {
  const { words } = useSpeech();
  const kinds: Record<EvidenceKind, string> = words.evidence;
  return (evidence) =>
    evidence.map((one) => ({ name: wordFor(kinds, one.kind), detail: one.text ?? '', weight: one.weight }));
}
