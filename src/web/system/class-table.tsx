import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import { Card } from '../ui/card.tsx';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';

export function ClassTable() {
  const { words, language, formats } = useSpeech();
  const classes = useQuery(queries.classes());
  return (
    <Card title={words.system.classes}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.system.colClass}</th>
            <th scope="col">{words.system.colQueue}</th>
            <th scope="col">{words.system.colCustomer}</th>
            <th scope="col" data-number>
              {words.system.colThreshold}
            </th>
          </tr>
        </thead>
        <tbody>
          {(classes.data ?? []).map((one) => (
            <tr key={one.key}>
              <td>{one.names[language]}</td>
              <td>{wordFor(words.queues, one.queue)}</td>
              <td>{words.system.customerNeed[one.customer]}</td>
              <td data-number>{formats.percentExact(one.threshold)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
