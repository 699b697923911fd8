import { Button } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ImportReport } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { Card } from '../ui/card.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useSpeech } from '../words/words.tsx';
import css from './customer-import.module.css';

/** Customer master data from a CSV file; every refused line with its number and reason. */
export function CustomerImport() {
  const { words } = useSpeech();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const run = useMutation({
    mutationFn: api.importCustomers,
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  });
  return (
    <Card title={words.system.import}>
      <div className={css.body}>
        <p className={css.hint}>{words.system.importHint}</p>
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          hidden
          aria-label={words.system.importChoose}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) run.mutate(file);
            event.currentTarget.value = '';
          }}
        />
        <Button
          variant="default"
          loading={run.isPending}
          leftSection={<IconUpload size="1rem" aria-hidden />}
          onClick={() => input.current?.click()}
        >
          {words.system.importChoose}
        </Button>
        {run.isError && <ProblemAlert error={run.error} onReload={() => run.reset()} />}
        {run.isSuccess && <Report report={run.data} />}
      </div>
    </Card>
  );
}

function Report({ report }: { report: ImportReport }) {
  const { words } = useSpeech();
  return (
    <div role="status" className={css.report}>
      <p className={css.done}>
        <IconCircleCheck size="1.1em" aria-hidden />
        {words.system.importDone(report.inserted, report.updated, report.unchanged)}
      </p>
      {report.unknownColumns.length > 0 && <p>{words.system.importUnknown(report.unknownColumns.join(', '))}</p>}
      {report.rejectedCount > 0 && (
        <>
          <p className={css.refused}>
            <IconAlertCircle size="1.1em" aria-hidden />
            {words.system.importRefused(report.rejectedCount)}
          </p>
          <ul className={css.lines}>
            {report.rejected.map((one) => (
              <li key={one.line}>
                <strong>{words.system.importLine(one.line)}</strong> {one.reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
