const lengthMax = 200;

/**
 * A name as the sender gave it, made harmless for people to read: without folders, without control and direction
 * characters (which can make `exe.pdf` out of `fdp.exe`), at most 200 characters with its ending kept. Never a path.
 */
export function cleanFilename(given: string): string {
  const last =
    given
      .split(/[/\\]/)
      .filter((part) => part.trim() !== '')
      .at(-1) ?? '';
  const letters = [...last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '').trim()];
  if (letters.length === 0 || letters.every((letter) => letter === '.')) return 'document';
  if (letters.length <= lengthMax) return letters.join('');
  const ending = /\.\w{1,8}$/.exec(letters.join(''))?.[0] ?? '';
  return letters.slice(0, lengthMax - ending.length).join('') + ending;
}
