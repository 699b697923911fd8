import { MailroomError } from '../../domain/errors.ts';

export function tooSlow(pageNumber: number, secondsMax: number): MailroomError {
  return new MailroomError(
    'document.too_slow',
    `Reading page ${pageNumber} took longer than ${secondsMax} s and was stopped. Look at the page: a photo or a pattern takes long and holds no text.`,
    { params: { page: pageNumber, secondsMax } },
  );
}

export function givenUp(pageNumber: number): MailroomError {
  return new MailroomError('document.too_slow', `Reading page ${pageNumber} was stopped before it was done.`, {
    retry: 'later',
    params: { page: pageNumber },
  });
}

export function readerFailed(pageNumber: number, detail: string): MailroomError {
  return new MailroomError(
    'stage.failed',
    `The reader failed on page ${pageNumber}: ${detail}. If this repeats, check the installation with "mailroom doctor".`,
    { retry: 'later', params: { page: pageNumber } },
  );
}

export function engineClosed(): MailroomError {
  return new MailroomError('stage.failed', 'The reading engine was closed.', { retry: 'later' });
}
