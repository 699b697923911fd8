/** To nobody in particular, as customers write to a company; a company writes to a name. */
const salutation =
  /^[^\p{L}\n]{0,10}(?:sehr\s+(?:ge|ver)ehrte\s+(?:damen|herren)|guten\s+(?:tag|morgen|abend)|hallo\b|moin\b|liebes?\s|dear\s+(?:sir|madam|team|customer)|hello\b|to whom it may)/imu;
const closing =
  /^[^\p{L}\n]{0,10}(?:(?:mit\s+)?(?:freundliche\S*|besten?|vielen?|lieben?|herzlich\S*)\s+gr[uü]|gru(?:ß|ss)|hochachtungsvoll|mfg\b|(?:kind|best|warm)?\s*regards\b|yours\s+\w+|sincerely\b)/imu;

/**
 * How many letters a scan seems to hold, by its pages' texts: a later page that greets and closes like a letter to a
 * company of its own is another one. A copy of the company's own letter greets somebody by name and is none.
 */
export function lettersIn(pages: readonly string[]): number {
  let letters = 1;
  for (const [index, page] of pages.entries()) {
    if (index === 0) continue;
    const isClosedBefore = closing.test(pages[index - 1] ?? '');
    if (isClosedBefore && salutation.test(page) && closing.test(page)) letters += 1;
  }
  return letters;
}
