import type { DocumentDetail } from '../api/contract.ts';
import { Moment } from '../ui/moment.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { useSpeech } from '../words/words.tsx';

export function MailPanel({ mail }: { mail: NonNullable<DocumentDetail['mail']> }) {
  const { words } = useSpeech();
  const from =
    mail.fromName === null ? mail.from : mail.from === null ? mail.fromName : `${mail.fromName} <${mail.from}>`;
  return (
    <Panel title={words.document.mail}>
      <Facts
        rows={[
          [words.document.mailFrom, from ?? words.common.none],
          [words.document.mailTo, mail.to.length === 0 ? words.common.none : mail.to.join(', ')],
          [words.document.mailSubject, mail.subject ?? words.common.none],
          mail.sentAt === null
            ? null
            : [words.document.mailSent, <Moment key="sent" at={mail.sentAt} style="dateTime" />],
        ]}
      />
    </Panel>
  );
}
