import { Select } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { fieldDoubt } from '../../domain/entered-field.ts';
import { fieldNames } from '../../domain/index-data.ts';
import type { DocumentDetail } from '../api/contract.ts';
import { fieldKey } from '../document/marked-fields.ts';
import { useSpeech } from '../words/words.tsx';
import css from './field-list.module.css';
import { FieldRow } from './field-row.tsx';
import { type Doubt, faultOf, fieldText, type ReviewDraft } from './review-draft.ts';
import { Section } from './section.tsx';

interface FieldListProps {
  readonly document: DocumentDetail;
  readonly draft: ReviewDraft;
  readonly active: string | null;
  readonly onActive: (key: string | null) => void;
  readonly onDraft: (draft: ReviewDraft) => void;
  /** A place that somebody looks at. */
  readonly onLook: (doubt: Doubt) => void;
  /** Enter in a field: it is right, on to the next doubt. */
  readonly onNext: () => void;
}

/** Every field beside the place it was read from; what is typed replaces what was read. */
export function FieldList({ document, draft, active, onActive, onDraft, onLook, onNext }: FieldListProps) {
  const { words, formats, language } = useSpeech();
  const { fields } = document.result;
  const isDoubtful = fields.some((field) => fieldDoubt(field) !== null);
  return (
    <Section
      title={words.review.fields}
      doubt={isDoubtful ? words.review.doubts.unsure : null}
      aside={<AddField onAdd={(name) => onDraft({ ...draft, added: [...draft.added, { name, typed: '' }] })} />}
    >
      {fields.length === 0 && draft.added.length === 0 && <p className={css.none}>{words.review.fieldsNone}</p>}
      <ul className={css.fields}>
        {fields.map((field, at) => {
          const key = fieldKey(field, at);
          const written = fieldText(field, formats, language);
          const typed = draft.typed[at] ?? written;
          const sheet = document.pages.find(({ number }) => number === field.page);
          return (
            <FieldRow
              key={key}
              stop={fieldDoubt(field) === null ? null : `field-${at}`}
              documentId={document.id}
              name={field.name}
              place={
                sheet && field.page !== null && field.box !== null ? { page: field.page, box: field.box, sheet } : null
              }
              value={typed}
              was={typed === written ? null : written}
              doubt={draft.typed[at] === undefined ? fieldDoubt(field) : null}
              fault={faultOf(field.name, typed)}
              mark={
                field.source === 'person' ? (
                  <IconUserCheck size="1rem" aria-label={words.review.person} role="img" />
                ) : null
              }
              confidence={field.source === 'person' ? null : field.confidence}
              isActive={key === active}
              onActive={(isActive) => onActive(isActive ? key : null)}
              onType={(text) => {
                const { [at]: _before, ...others } = draft.typed;
                onDraft({ ...draft, typed: text === written ? others : { ...others, [at]: text } });
              }}
              onLook={() => onLook(`field-${at}`)}
              onNext={onNext}
            />
          );
        })}
        {draft.added.map((added, index) => (
          <FieldRow
            // biome-ignore lint/suspicious/noArrayIndexKey: added ones have nothing else to tell them apart
            key={`added-${index}`}
            stop={`added-${index}`}
            documentId={document.id}
            name={added.name}
            place={null}
            value={added.typed}
            was={null}
            doubt={null}
            fault={faultOf(added.name, added.typed)}
            mark={<IconUserCheck size="1rem" aria-label={words.review.person} role="img" />}
            confidence={null}
            isActive={false}
            hasFocus={added.typed === ''}
            onActive={() => {}}
            onLook={() => onLook(`added-${index}`)}
            onType={(typed) =>
              onDraft({ ...draft, added: draft.added.map((one, at) => (at === index ? { ...one, typed } : one)) })
            }
            onNext={onNext}
          />
        ))}
      </ul>
    </Section>
  );
}

function AddField({ onAdd }: { onAdd: (name: (typeof fieldNames)[number]) => void }) {
  const { words } = useSpeech();
  return (
    <Select
      className={css.add}
      classNames={{ input: css.addInput ?? '' }}
      size="xs"
      variant="unstyled"
      aria-label={words.review.fieldAdd}
      placeholder={`+ ${words.review.fieldAdd}`}
      data={fieldNames.map((name) => ({ value: name, label: words.fields[name] }))}
      value={null}
      onChange={(name) => {
        const known = fieldNames.find((one) => one === name);
        if (known !== undefined) onAdd(known);
      }}
      rightSection={<span />}
      rightSectionWidth={0}
      comboboxProps={{ width: '14rem', position: 'bottom-end' }}
    />
  );
}
