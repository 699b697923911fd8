import { defaultSeparation, noSeparation } from '../domain/scan-profile.ts';
import type { ScanLayouts } from '../ports/scan-layouts.ts';

/** Scans that belong to no batch: separator sheets work in letters and uploads; a fax is one document. */
export const defaultScanLayouts: ScanLayouts = {
  async orderFor({ channel }) {
    const separation = channel === 'letter' || channel === 'portal' ? defaultSeparation : noSeparation;
    return { kind: 'alone', separation, isDuplex: false, dropsBlanks: false };
  },
};
