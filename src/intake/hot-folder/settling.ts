import type { Entry } from './entries.ts';

/**
 * Which entries are finished. Nothing tells that a scanner has closed a file, least of all over a network, so a file must
 * look the same at two looks and for a while; times are those of this machine alone, because the share may have others.
 */
export function createSettling(wait: { readonly fileMs: number; readonly folderMs: number }) {
  const seen = new Map<string, { readonly signature: string; readonly sinceMs: number }>();
  return {
    finished(entries: readonly Entry[], nowMs: number): readonly Entry[] {
      const names = new Set(entries.map(({ name }) => name));
      for (const name of seen.keys()) if (!names.has(name)) seen.delete(name);
      return entries.filter((entry) => {
        const before = seen.get(entry.name);
        if (before?.signature !== entry.signature) {
          seen.set(entry.name, { signature: entry.signature, sinceMs: nowMs });
          return false;
        }
        const waitMs = entry.kind === 'folder' && !entry.isDeclaredReady ? wait.folderMs : wait.fileMs;
        return nowMs - before.sinceMs >= waitMs;
      });
    },
  };
}
