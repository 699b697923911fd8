import { IconFlag3 } from '@tabler/icons-react';
import type { DocumentDetail } from '../api/contract.ts';
import { fieldValue } from '../format/field-value.ts';
import { Panel } from '../ui/panel.tsx';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import css from './fields-panel.module.css';
import { type Field, fieldKey, unsureBelow } from './marked-fields.ts';

interface FieldsPanelProps {
  readonly document: DocumentDetail;
  readonly active: string | null;
  readonly onActive: (key: string | null) => void;
}

/** What was found on the pages. Each line lights its box over the image. */
export function FieldsPanel({ document, active, onActive }: FieldsPanelProps) {
  const { words } = useSpeech();
  const { fields } = document.result;
  // Before indexing there is nothing to say; after it, that nothing was found is worth knowing.
  if (fields.length === 0 && document.result.customer === null) return null;
  return (
    <Panel title={words.document.fields}>
      {fields.length === 0 && <p className={css.none}>{words.document.fieldsNone}</p>}
      <ul className={css.fields}>
        {fields.map((field, index) => {
          const key = fieldKey(field, index);
          return (
            <li
              key={key}
              className={css.field}
              tabIndex={field.box === null ? undefined : 0}
              data-active={key === active || undefined}
              onMouseEnter={() => onActive(key)}
              onMouseLeave={() => onActive(null)}
              onFocus={() => onActive(key)}
              onBlur={() => onActive(null)}
            >
              <FieldLine field={field} showsPage={document.pages.length > 1} />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function FieldLine({ field, showsPage }: { field: Field; showsPage: boolean }) {
  const { words, formats } = useSpeech();
  const isUnsure = field.confidence < unsureBelow;
  return (
    <>
      <span className={css.name}>{wordFor(words.fields, field.name)}</span>
      <span className={css.value}>{fieldValue(field.name, field.value, formats)}</span>
      <span className={css.source} title={wordFor(words.sources, field.source)}>
        {showsPage && field.page !== null && words.document.fieldPage(field.page)}
      </span>
      <span className={css.confidence} data-unsure={isUnsure || undefined}>
        {isUnsure && <IconFlag3 size="0.9em" aria-label={words.statuses.review} role="img" />}
        {formats.percent(field.confidence)}
      </span>
    </>
  );
}
