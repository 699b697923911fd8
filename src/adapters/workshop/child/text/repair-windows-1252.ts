/** What windows-1252 has at 0x80 to 0x9f, in order; the five it leaves free stay control characters (WHATWG index). */
const specials = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Control characters U+0080 to U+009F become what windows-1252 means by them. Node 20 decodes windows-1252 as latin-1
 * (measured on 20.20: byte 0x80 becomes U+0080 instead of the euro sign), and many programs say latin-1 and write
 * windows-1252; in letters and mails these control characters have no other use.
 */
export function repairWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => specials[control.charCodeAt(0) - 0x80] ?? control);
}
