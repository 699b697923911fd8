import { Card } from '../ui/card.tsx';
import { wordFor } from '../words/vocabulary-words.ts';
import { useSpeech } from '../words/words.tsx';

export function LimitTable({ limits }: { limits: Readonly<Record<string, number>> }) {
  const { words, formats } = useSpeech();
  return (
    <Card title={words.system.limits}>
      <table>
        <tbody>
          {Object.entries(limits).map(([name, value]) => (
            <tr key={name}>
              <td>{wordFor(words.system.limitNames, name)}</td>
              <td data-number>{/Bytes/.test(name) ? formats.bytes(value) : formats.number(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
