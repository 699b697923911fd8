import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { openLog } from './log.ts';

function collect(isTTY: boolean, level: 'info' | 'error' = 'info') {
  const lines: string[] = [];
  const log = openLog({ level, stream: { isTTY, write: (line) => lines.push(line) } });
  return { log, lines };
}

describe('a log line', () => {
  test('is JSON with time, level, facts and sentence where no person looks', () => {
    const { log, lines } = collect(false);
    log.info({ documentId: 'doc_1' }, 'Routed.');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info',
      time: expect.any(String),
      documentId: 'doc_1',
      message: 'Routed.',
    });
  });

  test('is one readable line on a terminal, whatever a file name holds', () => {
    const { log, lines } = collect(true);
    log.warn({ filename: 'a\n12:00:00 forged\u001b[2J' }, 'Odd\nname.');
    expect(lines).toHaveLength(1);
    const line = stripVTControlCharacters(lines[0] ?? '');
    expect(line).toMatch(/^\d\d:\d\d:\d\d warn Odd name\. filename=a 12:00:00 forged \[2J\n$/);
  });

  test('holds no password, token or address with a secret', () => {
    const { log, lines } = collect(false);
    log.error({ password: 'hunter2', settings: { databaseUrl: 'hunter2' }, token: 'hunter2' }, 'No.');
    expect(lines.join()).not.toContain('hunter2');
  });

  test('holds no value of a row that PostgreSQL quotes', () => {
    const { log, lines } = collect(false);
    const error = Object.assign(new Error('invalid input syntax for type uuid: "Erika Muster"'), {
      severity: 'ERROR',
      code: '22P02',
      detail: 'Key (email)=(erika@example.org) already exists.',
    });
    log.error({ error: new Error('Could not be saved.', { cause: error }) }, 'Failed.');
    expect(lines.join()).toContain('22P02');
    expect(lines.join()).not.toMatch(/Erika|erika/);
  });

  test('below the level is not written', () => {
    const { log, lines } = collect(false, 'error');
    log.info({}, 'Chatter.');
    log.error({}, 'Wrong.');
    expect(lines).toHaveLength(1);
  });
});
