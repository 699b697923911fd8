import { MailroomError } from '../../domain/errors.ts';
import type { ServerPlace } from './server-place.ts';

/** Turns what initdb or postgres said into a sentence that says what to do. */
export function explainServerFailure(
  words: string,
  place: Pick<ServerPlace, 'folder' | 'logFile'>,
  cause?: unknown,
): MailroomError {
  const advice = adviceFor(words, place);
  return new MailroomError('database.unusable', advice, cause === undefined ? {} : { cause });
}

function adviceFor(words: string, place: Pick<ServerPlace, 'folder' | 'logFile'>): string {
  if (/No space left on device|Disk quota exceeded|ENOSPC/i.test(words)) {
    return `The disk that holds ${place.folder} is full, so the embedded database cannot start. Make room there, then start again.`;
  }
  if (/Permission denied|EACCES|EPERM|could not access directory|invalid permissions|wrong ownership/i.test(words)) {
    return `The embedded database may not use ${place.folder}: the folder or something in it belongs to another account. Start Mailroom as the account that owns it, or choose another folder with --data-dir. (${lastWords(words)})`;
  }
  if (/Read-only file system|EROFS/i.test(words)) {
    return `${place.folder} cannot be written to (read-only file system). Choose another data folder with --data-dir.`;
  }
  if (/incompatible|not compatible/i.test(words)) {
    return `${place.folder} was made by another major version of PostgreSQL. Start the Mailroom version that made it, or choose another folder with --data-dir.`;
  }
  if (/Address already in use|could not bind|could not create any TCP/i.test(words)) {
    return `The embedded database found no free port on 127.0.0.1. Stop what occupies it, then start again. (${lastWords(words)})`;
  }
  if (/Cannot allocate memory|could not map anonymous shared memory|shared memory segment/i.test(words)) {
    return `There is not enough memory for the embedded database. It needs about 200 MB free. (${lastWords(words)})`;
  }
  if (/ENOENT|cannot execute|error while loading shared libraries|Exec format error/i.test(words)) {
    return `The embedded database's programs do not run on this system (${lastWords(words)}). Set DATABASE_URL to a PostgreSQL of your own.`;
  }
  return `The embedded database did not start. Its last words: ${lastWords(words)} More is in ${place.logFile}.`;
}

function lastWords(words: string): string {
  const lines = words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const fatal = lines.findLast((line) => /FATAL|PANIC|error|could not/i.test(line)) ?? lines.at(-1) ?? 'none.';
  return fatal.slice(0, 300);
}
