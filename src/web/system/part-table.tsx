import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { z } from 'zod';
import type { systemParts } from '../api/contract.ts';
import { Card } from '../ui/card.tsx';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';
import css from './part-table.module.css';

export function PartTable({ parts }: { parts: z.infer<typeof systemParts>['parts'] }) {
  const { words } = useSpeech();
  const { system } = words;
  return (
    <Card title={system.parts}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{system.colPart}</th>
            <th scope="col">{system.colState}</th>
            <th scope="col">{system.colKind}</th>
            <th scope="col">{system.colDetail}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.name}>
              <td className={css.name}>{wordFor(words.parts, part.name)}</td>
              <td>
                <span className={css.state} data-healthy={part.isHealthy || undefined}>
                  {part.isHealthy ? (
                    <IconCircleCheck size="1.1em" aria-hidden />
                  ) : (
                    <IconCircleX size="1.1em" aria-hidden />
                  )}
                  {part.isHealthy ? system.healthy : system.unhealthy}
                </span>
              </td>
              <td>{part.kind === 'embedded' ? system.embedded : system.real}</td>
              <td className={css.detail}>{wordFor(words.partDetails, part.detail)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
