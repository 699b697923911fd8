import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { outliveReader } from './closed-pipe.ts';

test('a reader that has gone is no error, anything else is', () => {
  const out = new PassThrough();
  outliveReader(out);
  expect(() => out.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).not.toThrow();
  expect(() => out.emit('error', Object.assign(new Error('no space'), { code: 'ENOSPC' }))).toThrow('no space');
});
