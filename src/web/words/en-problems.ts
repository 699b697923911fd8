import type { ProblemWords } from './problem-words.ts';

export const enProblems: ProblemWords = {
  'document.only_separators': () =>
    'The scan holds separator sheets and nothing else. Scan the pages that belong to it, or close it.',
  'document.empty': () => 'The document holds no bytes. Ask the sender to send it again, or close it.',
  'document.encrypted': () =>
    'The document is locked with a password. Ask the sender for an open copy, or close it with a reason.',
  'document.truncated': () =>
    'The document ends in the middle: part of it was lost on the way. Ask for it again, or go on with what is there.',
  'document.unreadable': () => 'The document is damaged and cannot be opened. Ask the sender for it again.',
  'document.unsupported': () => 'Mailroom does not open this kind of document. Ask for a PDF or an image of it.',
  'document.too_large': () => 'The document is larger than allowed.',
  'document.too_many_pages': (p) =>
    p('pagesMax') === ''
      ? 'The document has more pages than allowed. Split it and take the parts in.'
      : `The document has ${p('pages')} pages, allowed are ${p('pagesMax')}. Split it and take the parts in.`,
  'document.too_many_pixels': (p) =>
    p('pixelsMax') === ''
      ? 'A page is larger than allowed. Ask for a copy with at most 600 dots per inch.'
      : `A page has ${p('pixels')} pixels, allowed are ${p('pixelsMax')}. Ask for a copy with at most 600 dots per inch.`,
  'document.too_many_children': (p) =>
    p('childrenMax') === ''
      ? 'The e-mail has more attachments than allowed. Save those that matter and take them in.'
      : `The e-mail has ${p('children')} attachments, allowed are ${p('childrenMax')}. Save those that matter and take them in.`,
  'document.too_deep': (p) =>
    p('depthMax') === ''
      ? 'E-mails are nested in e-mails deeper than allowed. Ask the sender for the innermost one.'
      : `E-mails are nested more than ${p('depthMax')} deep. Ask the sender for the innermost one.`,
  'document.too_slow': (p) =>
    p('page') === ''
      ? 'Opening the document took longer than allowed and was stopped. Order it again, or look at the original.'
      : `Reading page ${p('page')} took longer than allowed and was stopped. Order it again, or say by eye what it is.`,
  'document.too_hungry': () =>
    'Opening the document needed more memory than allowed and was stopped. Look at the original.',
  'document.illegible': () => 'Nothing could be read on the pages. Scan it again, or say by eye what it is.',
  'document.suspicious': () =>
    'The document holds active content and was not opened. Let the security team look at it before anyone opens the original.',
  'document.torn': () => 'The file breaks off: pages may be missing. Look at it, scan it again or accept it as it is.',
  'class.unsure': (p) =>
    p('class') === ''
      ? 'What is this document about? No class fits well.'
      : p('percent') === ''
        ? `Is this "${p('class')}"? The classifier is not sure enough.`
        : `Is this "${p('class')}"? The classifier is only ${p('percent')}% sure.`,
  'customer.several': (p) =>
    p('otherCustomerNumber') === ''
      ? 'Which customer does it belong to? Several fit.'
      : `Which customer does it belong to? ${p('customerNumber')} and ${p('otherCustomerNumber')} fit about equally well.`,
  'customer.unsure': (p) =>
    p('customerNumber') === ''
      ? 'Is this the right customer? Too little speaks for it.'
      : `Is ${p('customerNumber')} the right customer? Too little speaks for it.`,
  'customer.contradictory': (p) =>
    p('otherCustomerNumber') === ''
      ? 'Is this the right customer? Numbers or address fit, but the name or birth date is another.'
      : `Which customer is right? Some of it points to ${p('customerNumber')}, some to ${p('otherCustomerNumber')}.`,
  'quality.error': () =>
    'Quality control found that the machine decided this wrongly. Look at class and customer, and confirm what is right.',
  'field.missing': (p) =>
    `Is this on the page: ${p('fields')}? It was not found. Enter it, or accept it empty when it is missing.`,
  'field.unsure': (p) => `Not read for sure: ${p('fields')}. Compare it with the page.`,
  'customer.unknown': () =>
    'Which customer does it belong to? None was found. Search by hand, or say that it belongs to none.',
  'document.in_work': (p) =>
    p('name') === ''
      ? 'Somebody else is working on this document. Take another one, or wait a moment.'
      : `${p('name')} is working on this document. Take another one, or wait a moment.`,
  'document.gone_on': () =>
    'The document has gone on already, so the answer cannot be taken back here. It can be ordered again on its own page.',
  'batch.closed': () => 'The batch is not open any more. Load it again; whatever else there is belongs into a new one.',
  'batch.incomplete': () =>
    'The count of the batch does not add up. Clear up the gaps that are named, or say why it is released all the same.',
  'stage.failed': (p) =>
    p('stage') === ''
      ? 'A stage failed although it was tried several times. Order it again, or tell the administrator.'
      : `${p('stage')} failed although it was tried several times. Order it again, or tell the administrator.`,
  'object.missing': () =>
    'Stored bytes are missing. Tell the administrator before anything else is done with this document.',
  'object.corrupt': () =>
    'Stored bytes are not what was once stored. Tell the administrator before anything else is done with this document.',
  'object.retained': () => 'A retention date or a hold protects this; it cannot be deleted.',
  'directory.unreachable': () => 'The customer directory does not answer. It is tried again by itself.',
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
    p('retrySeconds') === ''
      ? 'Too many tries. Wait a moment.'
      : `Too many tries. Wait ${p('retrySeconds')} s, then try again.`,
  'upload.too_large': (p) =>
    p('limitMebibytes') === ''
      ? 'The file is larger than allowed and was not taken.'
      : `The file is larger than the allowed ${p('limitMebibytes')} MiB and was not taken.`,
  'path.missing': () => 'There is nothing at this path.',
  'resource.missing': () => 'This does not exist, or no longer. Check the address.',
  'revision.stale': () => 'Someone else changed this in the meantime. Reload to see how it stands now.',
  'session.missing': () => 'You are not signed in, or the session has ended. Sign in again.',
  'session.refused': () => 'Name or password is wrong.',
  'permission.missing': () => 'Your role may not do this. Ask your lead or the administrator.',
  'account.taken': () => 'There is an account of this name already. Choose another name.',
  'account.last': () => 'This is the last administrator who can sign in. Give this role to another account first.',
  'link.spent': () => 'This link was used already or has expired. Ask an administrator for a new one.',
  'request.failed': () => 'The request failed inside the server. Try again; if it stays, tell the administrator.',
  'lease.lost': () => 'Another worker took over in the meantime.',
  'network.unreachable': () => 'The server cannot be reached. Check the connection; then try again.',
  'answer.unreadable': () =>
    'The server’s answer was not understood. Reload the page; it may be older than the server.',
  'request.aborted': () => 'Stopped.',
  'server.failed': () => 'The server failed. Try again; if it stays, tell the administrator.',
};
