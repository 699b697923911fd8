const wellKnown: ReadonlySet<string> = new Set([
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'received',
  'return-path',
  'mime-version',
  'content-type',
  'sender',
  'reply-to',
  'delivered-to',
  'dkim-signature',
  'in-reply-to',
  'references',
  'x-mailer',
  'resent-from',
  'content-transfer-encoding',
]);

/** RFC 5322: lines of `Name: value`, at least two of them well known, before the first empty line. */
export function looksLikeMail(head: Buffer): boolean {
  const lines = head
    .toString('latin1')
    .replace(/^\ufeff|^ï»¿/, '')
    .replace(/^\s*\n/, '')
    .split(/\r?\n/, 200);
  const isMailbox = /^From \S+.*\d{4}\s*$/.test(lines[0] ?? '');
  if (isMailbox) lines.shift();
  const seen = new Set<string>();
  let foreign = 0;
  for (const line of lines) {
    if (line === '' || line === '\r') break;
    if (/^[ \t]/.test(line)) continue;
    const name = /^([!-9;-~]{1,76}):/.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) foreign += 1;
    else if (wellKnown.has(name)) seen.add(name);
    // The first lines decide; one broken header among many is a sloppy mailer, not a letter.
    if (foreign > 1 || (foreign === 1 && seen.size === 0)) return false;
  }
  return seen.size >= 2 || (isMailbox && seen.size >= 1);
}
