import { defaultLimits } from '../domain/limits.ts';
import { count, section } from './setting.ts';

const MiB = 1024 * 1024;

export const limitsSettings = section(
  'Everything that arrives is limited; what exceeds a limit ends in a tray with the limit named.',
  {
    uploadBytesMax: limit('uploadBytesMax', 'MAILROOM_UPLOAD_BYTES_MAX', 'Bytes of one file.', 64 * 1024 * MiB),
    pagesMax: limit('pagesMax', 'MAILROOM_PAGES_MAX', 'Pages of one document.', 100_000),
    pagePixelsMax: limit('pagePixelsMax', 'MAILROOM_PAGE_PIXELS_MAX', 'Pixels of one page.', 2_000_000_000),
    childrenMax: limit('childrenMax', 'MAILROOM_CHILDREN_MAX', 'Attachments or parts of one document.', 10_000),
    depthMax: limit('depthMax', 'MAILROOM_DEPTH_MAX', 'How deep documents may hold documents.', 50),
    openSecondsMax: limit('openSecondsMax', 'MAILROOM_OPEN_SECONDS_MAX', 'Seconds to open one document.', 7200),
    openMemoryBytesMax: limit(
      'openMemoryBytesMax',
      'MAILROOM_OPEN_MEMORY_BYTES_MAX',
      'Memory to open one document, in bytes.',
      64 * 1024 * MiB,
    ),
    pageReadSecondsMax: limit(
      'pageReadSecondsMax',
      'MAILROOM_PAGE_READ_SECONDS_MAX',
      'Seconds to read one page.',
      3600,
    ),
    attemptsMax: limit('attemptsMax', 'MAILROOM_ATTEMPTS_MAX', 'Attempts of one stage before a person is asked.', 50),
  },
);

function limit(name: keyof typeof defaultLimits, env: string, doc: string, to: number) {
  return count({ doc, env, fallback: defaultLimits[name], from: 1, to });
}
