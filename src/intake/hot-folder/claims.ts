import { access, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const prefix = '.mailroom-';
const leaseName = '.lease';

/** What one worker has taken in hand of a hot folder that several may watch. */
export interface Claims {
  /** Renews the lease; to be called more often than it lasts. */
  renew(): Promise<void>;
  /** Moves an entry into this worker's own folder; the path there, or null when another worker was faster. */
  take(name: string): Promise<string | null>;
  /** Puts an entry back where it lay. */
  giveBack(name: string): Promise<void>;
  /**
   * Puts back what workers that are gone had in hand, and what this one could not give back when the share was away; says
   * how many entries. To be called while this worker has nothing in hand.
   */
  rescue(): Promise<number>;
}

/**
 * A claim is a rename within one folder, the only thing that is atomic on every file system and network share: of two
 * workers one finds the entry gone. Locks are not: they are per machine on some shares and ignored on others. The age of a
 * lease is told by the share's own clock on both sides.
 */
export function createClaims(folder: string, worker: string, leaseMs: number): Claims {
  const own = join(folder, `${prefix}${worker.replace(/[^A-Za-z0-9-]/g, '-')}`);

  const renew = async (): Promise<void> => {
    // Not recursive: when the share is gone, no folder must appear in its place.
    await mkdir(own).catch(unless('EEXIST'));
    await writeFile(join(own, leaseName), worker);
  };

  /** Returns false when its place is taken: overwriting would lose what lies there. */
  const putBack = async (from: string, name: string): Promise<boolean> => {
    const target = join(folder, name);
    const isTaken = await access(target).then(
      () => true,
      () => false,
    );
    if (isTaken) return false;
    await rename(join(from, name), target).catch(unless('ENOENT'));
    return true;
  };

  return {
    renew,
    async take(name) {
      const path = join(own, name);
      try {
        await rename(join(folder, name), path);
        return path;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async giveBack(name) {
      await putBack(own, name);
    },
    async rescue() {
      await renew();
      const shareNow = (await stat(join(own, leaseName))).mtimeMs;
      let rescued = 0;
      for (const name of await readdir(folder)) {
        const other = join(folder, name);
        if (!name.startsWith(prefix)) continue;
        const lease = await stat(join(other, leaseName)).catch(() => null);
        // Without a lease it is being made, or being rescued by another worker.
        const renewedAt = lease?.mtimeMs ?? (await stat(other).catch(() => null))?.mtimeMs ?? shareNow;
        if (other !== own && shareNow - renewedAt < leaseMs) continue;
        const held = (await readdir(other).catch(() => [])).filter((each) => each !== leaseName);
        let isEmpty = true;
        for (const each of held) {
          if (await putBack(other, each)) rescued += 1;
          else isEmpty = false;
        }
        if (isEmpty && other !== own) await rm(other, { recursive: true, force: true });
      }
      return rescued;
    },
  };
}

function unless(code: string) {
  return (error: NodeJS.ErrnoException): void => {
    if (error.code !== code) throw error;
  };
}
