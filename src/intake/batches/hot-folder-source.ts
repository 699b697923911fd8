/** How submissions from the hot folder of a scan profile say where they came from. */
export function hotFolderSource(profileKey: string): string {
  return `hot-folder:${profileKey}`;
}
