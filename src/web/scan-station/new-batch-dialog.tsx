import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { batchesApi, batchKey, batchQueries } from '../api/batches-api.ts';
import type { BatchRequest } from '../api/contract.ts';
import { dayOf } from '../format/company-time.ts';
import { Dialog } from '../ui/dialog.tsx';
import { readSetting, writeSetting } from '../ui/local-setting.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailureState } from '../ui/states.tsx';
import { useSpeech } from '../words/words.tsx';
import { countOf, receivedAtOf } from './batch-filter.ts';
import css from './batch-form.module.css';
import { CountFields, type Counts } from './count-fields.tsx';

const stationKey = 'mailroom.scanStation';
const profileKey = 'mailroom.scanProfile';

/** Begins a batch and goes to its light table. Station and profile are those of the last batch at this machine. */
export function NewBatchDialog({ onClose }: { onClose: () => void }) {
  const { words, language } = useSpeech();
  const { batches } = words;
  const client = useQueryClient();
  const navigate = useNavigate();
  const profiles = useQuery(batchQueries.profiles());
  const items = profiles.data?.items ?? [];
  const [chosen, setChosen] = useState<string | null>(() => readSetting(profileKey));
  const profile = items.find((one) => one.key === chosen) ?? items[0];
  const [day, setDay] = useState(() => dayOf(new Date()));
  const [station, setStation] = useState(() => readSetting(stationKey) ?? '');
  const [counts, setCounts] = useState<Counts>({ sheets: '', envelopes: '', note: '' });
  const [isFilePerPage, setFilePerPage] = useState(false);
  const [wasTried, setTried] = useState(false);
  const begin = useMutation({
    mutationFn: (body: BatchRequest) => batchesApi.begin(body),
    onSuccess: (batch) => {
      client.setQueryData(batchKey(batch.id), batch);
      void client.invalidateQueries({ queryKey: ['batches'] });
      void navigate(`/scan-station/${encodeURIComponent(batch.id)}`);
    },
  });
  const receivedAt = receivedAtOf(day, new Date());
  const sheets = countOf(counts.sheets);
  const envelopes = countOf(counts.envelopes);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (profile === undefined || receivedAt === null || sheets === undefined || envelopes === undefined) return;
    writeSetting(profileKey, profile.key);
    writeSetting(stationKey, station.trim());
    begin.mutate({
      profile: profile.key,
      announcedSheets: sheets,
      announcedEnvelopes: envelopes,
      ...(receivedAt === undefined ? {} : { receivedAt }),
      ...(station.trim() === '' ? {} : { station: station.trim() }),
      ...(isFilePerPage ? { isFilePerPage } : {}),
      ...(counts.note.trim() === '' ? {} : { note: counts.note.trim() }),
    });
  };
  return (
    <Dialog title={batches.newTitle} size="32rem" onClose={onClose}>
      {profiles.isError && <FailureState error={profiles.error} onRetry={() => void profiles.refetch()} />}
      {profiles.isSuccess && items.length === 0 && <p className={css.hint}>{batches.profileNone}</p>}
      <form className={css.form} onSubmit={submit} noValidate>
        {begin.isError && <ProblemAlert error={begin.error} onReload={() => begin.reset()} />}
        <Select
          label={batches.profile}
          description={
            profile === undefined
              ? undefined
              : batches.profileFacts(profile.site, profile.isDuplex ? batches.duplex : batches.simplex)
          }
          data={items.map((one) => ({ value: one.key, label: one.name[language] }))}
          value={profile?.key ?? null}
          onChange={setChosen}
          allowDeselect={false}
          error={wasTried && profile === undefined ? batches.profileMissing : null}
          data-autofocus
        />
        <TextInput
          type="date"
          label={batches.received}
          description={batches.receivedHint}
          value={day}
          max={dayOf(new Date())}
          onChange={(event) => setDay(event.currentTarget.value)}
          error={wasTried && receivedAt === null ? batches.receivedWrong : null}
        />
        <CountFields value={counts} onChange={setCounts} showsErrors={wasTried} />
        <TextInput
          label={batches.station}
          description={batches.stationHint}
          value={station}
          maxLength={120}
          onChange={(event) => setStation(event.currentTarget.value)}
          autoComplete="off"
        />
        <Switch
          label={batches.filePerPage}
          description={batches.filePerPageHint}
          checked={isFilePerPage}
          onChange={(event) => setFilePerPage(event.currentTarget.checked)}
        />
        <div className={css.buttons}>
          <Button type="submit" loading={begin.isPending} disabled={items.length === 0}>
            {batches.create}
          </Button>
          <Button variant="default" onClick={onClose}>
            {batches.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
