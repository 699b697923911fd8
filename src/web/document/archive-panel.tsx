import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { DocumentDetail } from '../api/contract.ts';
import { addresses } from '../api/mailroom-api.ts';
import { CopyValue } from '../ui/copy-value.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import css from './archive-panel.module.css';

/** What is kept, under which digests, and until when; with both files to take away. */
export function ArchivePanel({ document }: { document: DocumentDetail }) {
  const { words, formats } = useSpeech();
  const { archive, language } = document.result;
  return (
    <Panel title={words.document.archive}>
      <div className={css.downloads}>
        <Button
          component="a"
          href={addresses.original(document.id)}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size="1rem" aria-hidden />}
        >
          {words.document.downloadOriginal}
          <span className={css.size}>{formats.bytes(document.byteLength)}</span>
        </Button>
        {archive !== null && (
          <Button
            component="a"
            href={addresses.rendition(document.id)}
            download
            variant="default"
            size="xs"
            leftSection={<IconDownload size="1rem" aria-hidden />}
          >
            {words.document.downloadRendition}
          </Button>
        )}
      </div>
      {document.tray === 'quarantine' && <p className={css.warning}>{words.document.downloadWarning}</p>}
      <Facts
        rows={[
          archive?.retainUntil === undefined ? null : [words.document.retainUntil, formats.date(archive.retainUntil)],
          archive?.deletionClass === undefined
            ? null
            : [words.document.deletionClass, wordFor(words.deletionClasses, archive.deletionClass)],
          [
            words.document.originalDigest,
            <CopyValue key="original" value={document.originalSha256} label={words.document.originalDigest} />,
          ],
          archive === null
            ? null
            : [
                words.document.renditionDigest,
                <CopyValue key="rendition" value={archive.renditionSha256} label={words.document.renditionDigest} />,
              ],
          document.mediaType === null ? null : [words.document.mediaType, document.mediaType],
          language === null ? null : [words.document.language, wordFor(words.documentLanguages, language)],
          [words.document.id, <CopyValue key="id" value={document.id} label={words.document.id} />],
          archive === null ? [words.document.archive, words.document.archiveNone] : null,
        ]}
      />
    </Panel>
  );
}
