import { Button } from '@mantine/core';
import { IconCircleCheck, IconScale } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ModelEntry } from '../api/contract.ts';
import { api } from '../api/mailroom-api.ts';
import { queries } from '../api/queries.ts';
import { useMay } from '../frame/session.tsx';
import { percentSaid, percentText } from '../quality/percent-text.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { Card } from '../ui/card.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';
import css from './model-table.module.css';

/** The classifier's models: how well each does, who would move where, and which is in force. */
export function ModelTable() {
  const { words, language } = useSpeech();
  const { models } = words;
  const may = useMay();
  const client = useQueryClient();
  const announce = useAnnounce();
  const found = useQuery(queries.models());
  const [asked, setAsked] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const done = (sentence: string) => {
    announce(sentence);
    setAsked(null);
    return client.invalidateQueries({ queryKey: ['models'] });
  };
  const compare = useMutation({
    mutationFn: (id: string) => api.compareModel(id),
    onSuccess: (_, id) => {
      setShown(id);
      return client.invalidateQueries({ queryKey: ['models'] });
    },
  });
  const activate = useMutation({
    mutationFn: (id: string) => api.activateModel(id),
    onSuccess: ({ version }) => done(models.activated(version)),
  });
  const rollBack = useMutation({
    mutationFn: () => api.rollBackModel(),
    onSuccess: ({ version }) => done(models.rolledBack(version)),
  });
  const mayChange = may('manageModels');
  const failed = [compare, activate, rollBack].find(({ isError }) => isError);
  const compared = found.data?.find(({ id }) => id === shown);
  return (
    <Card title={models.title}>
      <p className={css.hint}>{models.hint}</p>
      <div className={css.wide}>
        <table>
          <thead>
            <tr>
              <th scope="col">{models.colModel}</th>
              <th scope="col">{models.colSource}</th>
              <th scope="col" data-number>
                {models.colRight}
              </th>
              <th scope="col" data-number>
                {models.colAlone}
              </th>
              <th scope="col" data-number>
                {models.colAloneRight}
              </th>
              <th scope="col">{models.colState}</th>
            </tr>
          </thead>
          <tbody>
            {(found.data ?? []).map((model) => {
              const [measure] = Object.values(model.metrics);
              const percent = (value: number | undefined) =>
                value === undefined ? words.common.none : `${percentSaid(language, value)}`;
              return (
                <tr key={model.id}>
                  <td>
                    <strong>{model.version}</strong>
                    {model.source !== 'shipped' && <span className={css.id}>{model.id}</span>}
                  </td>
                  <td>
                    {models.sources[model.source]}
                    <span className={css.id}>{sourceText(model, models)}</span>
                  </td>
                  <td data-number>{percent(measure?.accuracy)}</td>
                  <td data-number>{percent(measure?.autoShare)}</td>
                  <td data-number>{percent(measure?.autoPrecision)}</td>
                  <td>
                    {model.isActive ? (
                      <span className={css.active}>
                        <IconCircleCheck size="1rem" aria-hidden /> {models.active}
                      </span>
                    ) : mayChange ? (
                      <span className={css.ways}>
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={models.compareOf(model.version)}
                          leftSection={<IconScale size="0.9rem" aria-hidden />}
                          loading={compare.isPending && compare.variables === model.id}
                          onClick={() => compare.mutate(model.id)}
                        >
                          {models.compare}
                        </Button>
                        {asked === model.id ? (
                          <>
                            <Button
                              size="compact-sm"
                              loading={activate.isPending}
                              onClick={() => activate.mutate(model.id)}
                            >
                              {models.activateConfirm}
                            </Button>
                            <Button size="compact-sm" variant="default" onClick={() => setAsked(null)}>
                              {models.cancel}
                            </Button>
                          </>
                        ) : (
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={models.activateOf(model.version)}
                            onClick={() => setAsked(model.id)}
                          >
                            {models.activate}
                          </Button>
                        )}
                      </span>
                    ) : (
                      models.candidate
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {failed !== undefined && (
        <div className={css.part}>
          <ProblemAlert error={failed.error} onReload={() => failed.reset()} />
        </div>
      )}
      {compared !== undefined && <Comparison model={compared} />}
      {mayChange && (
        <div className={css.part}>
          <Button size="compact-sm" variant="default" loading={rollBack.isPending} onClick={() => rollBack.mutate()}>
            {models.rollBack}
          </Button>
        </div>
      )}
    </Card>
  );
}

function sourceText(model: ModelEntry, models: ReturnType<typeof useSpeech>['words']['models']): string {
  return [
    models.texts(model.exampleCount),
    ...(model.corrections > 0 ? [models.corrections(model.corrections)] : []),
    ...(model.contradictions > 0 ? [models.contradictions(model.contradictions)] : []),
  ].join(', ');
}

/** Who would move where, most frequent first, with documents to look at. */
function Comparison({ model: { version, comparison } }: { model: ModelEntry }) {
  const { words, language, formats } = useSpeech();
  const { models } = words;
  const nameClass = useClassName();
  if (comparison === null) return null;
  const { documents, sameClass, aloneBefore, aloneAfter, changedAlone, answered, moves } = comparison;
  const nameOf = (key: string | null) => (key === null ? models.unknown : nameClass(key));
  return (
    <section className={css.comparison} aria-label={models.comparison(version, comparison.against.version)}>
      <h3>{models.comparison(version, comparison.against.version)}</h3>
      {documents === 0 ? (
        <p>{models.noRecent}</p>
      ) : (
        <>
          <p>{models.compared(documents, documents - sameClass)}</p>
          <p>
            {models.alone(
              percentText(language, aloneBefore / documents),
              percentText(language, aloneAfter / documents),
            )}
          </p>
          {changedAlone > 0 && <p>{models.changedAlone(changedAlone)}</p>}
          {answered.count > 0 && <p>{models.answered(answered.count, answered.before, answered.after)}</p>}
          {moves.length === 0 && <p>{models.noMoves}</p>}
        </>
      )}
      {moves.length > 0 && (
        <div className={css.wide}>
          <table>
            <thead>
              <tr>
                <th scope="col">{models.colFrom}</th>
                <th scope="col">{models.colTo}</th>
                <th scope="col" data-number>
                  {models.colCount}
                </th>
                <th scope="col" data-number>
                  {models.colMovedAlone}
                </th>
                <th scope="col">{models.colExamples}</th>
              </tr>
            </thead>
            <tbody>
              {moves.map((move) => (
                <tr key={`${move.from}/${move.to}`}>
                  <td>{nameOf(move.from)}</td>
                  <td>{nameOf(move.to)}</td>
                  <td data-number>{formats.number(move.count)}</td>
                  <td data-number>{formats.number(move.alone)}</td>
                  <td>
                    <span className={css.ways}>
                      {move.documents.map((id, index) => (
                        <Link key={id} to={`/documents/${id}`} aria-label={models.example(index + 1)}>
                          {index + 1}
                        </Link>
                      ))}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
