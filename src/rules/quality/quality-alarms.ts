import type { ProvenShare } from './proven-share.ts';

export interface QualityThresholds {
  /** Right decisions among those made alone, 0 to 1. */
  readonly classPrecisionMin: number;
  readonly customerPrecisionMin: number;
  /** Population stability index from which on the post is another one than at training time. */
  readonly driftMax: number;
  /** Drift of fewer documents is chance. */
  readonly driftDocumentsMin: number;
}

export type DriftKind = 'confidence' | 'classes' | 'unknownWords';

export interface DriftFigures {
  readonly kind: DriftKind;
  readonly index: number;
  /** Documents of the reference and recent ones. */
  readonly before: number;
  readonly now: number;
}

export interface QualityAlarm {
  readonly kind: 'classPrecision' | 'customerPrecision' | DriftKind;
  readonly measured: number;
  readonly threshold: number;
}

/** One wrong document on the first day is an accident whatever the arithmetic says. */
const checksMin = 10;

/**
 * What is proved to be wrong, not what might be: precision raises the alarm when even the upper end of its interval lies
 * below the threshold, so that one error among the first ten checks wakes nobody.
 */
export function qualityAlarms(
  figures: {
    readonly classPrecision: ProvenShare;
    readonly customerPrecision: ProvenShare;
    readonly drift: readonly DriftFigures[];
  },
  thresholds: QualityThresholds,
): readonly QualityAlarm[] {
  const alarms: QualityAlarm[] = [];
  const precision = (kind: 'classPrecision' | 'customerPrecision', proven: ProvenShare, threshold: number): void => {
    if (proven.share !== null && proven.checked >= checksMin && proven.to < threshold)
      alarms.push({ kind, measured: proven.share, threshold });
  };
  precision('classPrecision', figures.classPrecision, thresholds.classPrecisionMin);
  precision('customerPrecision', figures.customerPrecision, thresholds.customerPrecisionMin);
  for (const { kind, index, before, now } of figures.drift) {
    if (Math.min(before, now) >= thresholds.driftDocumentsMin && index >= thresholds.driftMax)
      alarms.push({ kind, measured: index, threshold: thresholds.driftMax });
  }
  return alarms;
}
