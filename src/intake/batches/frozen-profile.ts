import type { Batch } from '../../db/batches.ts';
import { defaultSeparation, type FrozenProfile, type ScanProfile } from '../../domain/scan-profile.ts';

/** What arranges the pages of a batch: its profile as it was when the batch was begun. */
export function frozenProfile(
  batch: Pick<Batch, 'profile' | 'frozenProfile'>,
  profiles: readonly ScanProfile[],
): FrozenProfile {
  // Batches of an earlier version kept only the name; one whose profile is gone is arranged the usual way.
  const known = batch.frozenProfile ?? profiles.find(({ key }) => key === batch.profile);
  const { separation, dropsBlanks = false, isDuplex = false } = known ?? {};
  return { separation: { ...defaultSeparation, ...separation }, dropsBlanks, isDuplex };
}
