/** Sentences that say the same of several pages become one: "Pages 2, 4 and 6 …". */
export function pageRemark(pages: readonly number[], one: string, many: string): string | null {
  if (pages.length === 0) return null;
  if (pages.length === 1) return `Page ${pages[0]} ${one}`;
  const shown = pages.slice(0, 20);
  const rest = pages.length - shown.length;
  const list =
    rest > 0 ? `${shown.join(', ')} and ${rest} more` : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
  return `Pages ${list} ${many}`;
}
