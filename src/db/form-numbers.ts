/** Spelling forms as the numbers under which the words are kept: FNV-1a, signed, 32 bits. */
export function formNumbers(forms: readonly string[]): readonly number[] {
  return forms.map((form) => {
    let hash = 0x811c9dc5;
    for (let at = 0; at < form.length; at += 1) hash = Math.imul(hash ^ form.charCodeAt(at), 0x01000193);
    return hash | 0;
  });
}
