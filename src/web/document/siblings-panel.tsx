import { IconAt, IconPaperclip } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { DocumentDetail, DocumentRow } from '../api/contract.ts';
import { Panel } from '../ui/panel.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';
import css from './siblings-panel.module.css';

/** The mail an attachment came with, and the other parts of the same submission. */
export function SiblingsPanel({ document }: { document: DocumentDetail }) {
  const { words } = useSpeech();
  return (
    <Panel title={words.document.siblings}>
      <ul className={css.list}>
        {document.siblings.map((sibling) => (
          <SiblingLine key={sibling.id} sibling={sibling} />
        ))}
      </ul>
    </Panel>
  );
}

function SiblingLine({ sibling }: { sibling: DocumentRow }) {
  const { words } = useSpeech();
  const nameClass = useClassName();
  const isPart = sibling.parentId !== null;
  const Icon = isPart ? IconPaperclip : IconAt;
  return (
    <li className={css.line}>
      <Icon
        size="1rem"
        stroke={1.6}
        role="img"
        aria-label={isPart ? words.document.attachment : words.document.parentMail}
      />
      <Link to={`/documents/${sibling.id}`} className={css.name}>
        {sibling.filename}
      </Link>
      <span className={css.class}>{sibling.classKey === null ? '' : nameClass(sibling.classKey)}</span>
      <StateMark status={sibling.status} />
    </li>
  );
}
