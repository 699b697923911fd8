import type { ClassKey } from '../../src/domain/document-class.ts';
import type { ModelSpread } from '../../src/domain/drift-bins.ts';
import type { GroupWeights } from '../features/vectorise.ts';
import type { Vocabulary } from '../features/vocabulary.ts';
import type { Calibration } from '../learning/calibration.ts';

/** A trained model as it is used: small numbers with one scale per row, a quarter of the memory of floats. */
export interface Model {
  readonly card: ModelCard;
  readonly vocabulary: Vocabulary;
  /** `weights[row * classes.length + column]`, to be multiplied with `scales[row]`. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
}

/** What a person should know of a model, and what is needed to use it beside its weights. */
export interface ModelCard {
  readonly format: 2;
  readonly name: string;
  readonly version: string;
  readonly trainedAt: string;
  readonly seed: number;
  readonly software: { readonly mailroom: string; readonly node: string };
  readonly training: {
    /** SHA-256 over the training examples in canonical form and order. */
    readonly digest: string;
    readonly exampleCount: number;
    readonly examplesByClass: Readonly<Record<ClassKey, number>>;
    readonly copiesPerExample: number;
    readonly epochs: number;
    readonly cost: number;
    readonly seconds: number;
  };
  /** Columns of the weights, `unknown` among them. */
  readonly classes: readonly ClassKey[];
  readonly bias: readonly number[];
  readonly groups: GroupWeights;
  readonly calibration: Calibration;
  readonly weights: { readonly sha256: string; readonly byteLength: number; readonly rowCount: number };
  /** Measured on texts the model has not seen, by name of the measurement. */
  readonly metrics: Readonly<Record<string, ModelMetrics>>;
  readonly remarks: readonly string[];
}

export interface ModelMetrics {
  readonly exampleCount: number;
  /** Share of known documents whose first class is right. */
  readonly accuracy: number;
  /** Share of all documents decided without a person, and how many of those decisions are right. */
  readonly autoShare: number;
  readonly autoPrecision: number;
  readonly expectedCalibrationError: number;
  readonly unknownRecall: number | null;
  /** How these texts spread over confidence and known words: drift compares later post with it. */
  readonly spread?: ModelSpread | undefined;
}
