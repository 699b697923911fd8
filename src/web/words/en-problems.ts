import type { ProblemWords } from './problem-words.ts';

export const enProblems: ProblemWords = {
  'document.empty': () => 'The document holds no bytes. Ask the sender to send it again, or close it.',
  'document.encrypted': () => 'The document is locked with a password. Ask the sender for an open copy, or close it with a reason.',
  'document.truncated': () => 'The document ends in the middle: part of it was lost on the way. Ask for it again, or go on with what is there.',
  'document.unreadable': () => 'The document is damaged and cannot be opened. Ask the sender for it again.',
  'document.unsupported': (p) =>
    p('mediaType') === ''
      ? 'Mailroom does not read this type of document. Ask for a PDF or an image of it.'
      : `Mailroom does not read documents of type ${p('mediaType')}. Ask for a PDF or an image of it.`,
  'document.too_large': (p) =>
    p('limit') === '' ? 'The document is larger than allowed.' : `The document is larger than the allowed ${p('limit')} bytes.`,
  'document.too_many_pages': (p) =>
    p('limit') === '' ? 'The document has more pages than allowed. Split it and take the parts in.' : `The document has more than the allowed ${p('limit')} pages. Split it and take the parts in.`,
  'document.too_many_pixels': (p) =>
    p('limit') === '' ? 'A page is larger than allowed. Scan it at a lower resolution.' : `A page has more than the allowed ${p('limit')} pixels. Scan it at a lower resolution.`,
  'document.too_many_children': (p) =>
    p('limit') === '' ? 'The e-mail has more attachments than allowed.' : `The e-mail has more than the allowed ${p('limit')} attachments.`,
  'document.too_deep': () => 'E-mails are nested in e-mails deeper than allowed. Open the original and take in what matters.',
  'document.too_slow': () => 'Opening the document took longer than allowed and was stopped. Try again, or look at the original.',
  'document.too_hungry': () => 'Opening the document needed more memory than allowed and was stopped. Look at the original.',
  'document.illegible': () => 'Nothing could be read on the pages. Scan it again, or say by eye what it is.',
  'document.suspicious': () => 'The document holds active content and was not opened. Let the security team look at it before anyone opens the original.',
  'class.unsure': () => 'What is this document about? The classifier is not sure enough.',
  'customer.several': () => 'Which customer does it belong to? Several fit.',
  'customer.unsure': () => 'Is this the right customer? The evidence is thin.',
  'customer.contradictory': () => 'Which customer is right? What the document says points to different ones.',
  'customer.unknown': () => 'Which customer does it belong to? None in the directory fits what was read.',
  'stage.failed': () => 'A stage failed although it was tried several times. Order it again, or tell the administrator.',
  'object.missing': () => 'Stored bytes are missing. Tell the administrator before anything else is done with this document.',
  'object.corrupt': () => 'Stored bytes are not what was once stored. Tell the administrator before anything else is done with this document.',
  'object.retained': () => 'A retention date or a hold protects this; it cannot be deleted.',
  'store.unreachable': () => 'The object store does not answer. It is tried again by itself.',
  'store.full': () => 'The object store is full. Tell the administrator.',
  'database.unreachable': () => 'The database does not answer. It is tried again by itself.',
  'database.unusable': () => 'The database cannot be used. Tell the administrator.',
  'dispatcher.unreachable': () => 'The queue does not answer. Documents are found again by themselves.',
  'ocr.unavailable': () => 'Text recognition is not available. Tell the administrator.',
  'config.invalid': () => 'The configuration is wrong. Tell the administrator.',
  'request.invalid': () => 'The server did not accept what was entered. Check it and try again.',
  'request.conflict': () => 'This does not fit with what happened in the meantime. Reload and look again.',
  'request.too_many': (p) =>
    p('retryAfterSeconds') === '' ? 'Too many tries. Wait a moment.' : `Too many tries. Wait ${p('retryAfterSeconds')} seconds.`,
  'upload.too_large': (p) => (p('limit') === '' ? 'The file is larger than allowed.' : `The file is larger than the allowed ${p('limit')} bytes.`),
  'path.missing': () => 'There is nothing at this path.',
  'resource.missing': () => 'This does not exist, or no longer. Check the address.',
  'revision.stale': () => 'Someone else changed this in the meantime. Reload to see how it stands now.',
  'session.missing': () => 'You are not signed in, or the session has ended. Sign in again.',
  'session.refused': () => 'Name or password is wrong.',
  'permission.missing': () => 'Your role may not do this. Ask your lead or the administrator.',
  'request.failed': () => 'The request failed inside the server. Try again; if it stays, tell the administrator.',
  'lease.lost': () => 'Another worker took over in the meantime.',
  'network.unreachable': () => 'The server cannot be reached. Check the connection; then try again.',
  'answer.unreadable': () => 'The server’s answer was not understood. Reload the page; it may be older than the server.',
  'request.aborted': () => 'Stopped.',
  'server.failed': () => 'The server failed. Try again; if it stays, tell the administrator.',
};
