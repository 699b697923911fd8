import type { ClassKey } from '../domain/document-class.ts';
import type { ModelSpread } from '../domain/drift-bins.ts';

export interface ModelMeasures {
  readonly exampleCount: number;
  readonly accuracy: number;
  readonly autoShare: number;
  readonly autoPrecision: number;
  readonly expectedCalibrationError: number;
  /** How these texts spread when the model was trained; models of earlier versions do not say. */
  readonly spread?: ModelSpread | undefined;
}

/** A model as an administrator sees it; the one that ships has the id `shipped`. */
export interface ModelEntry {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly source: 'shipped' | 'training' | 'corrections';
  /** ISO 8601. */
  readonly trainedAt: string;
  readonly createdBy: string | null;
  readonly isActive: boolean;
  readonly exampleCount: number;
  readonly corrections: number;
  readonly contradictions: number;
  readonly classes: readonly ClassKey[];
  readonly byteLength: number;
  /** On texts it has not seen, by name of the measurement. */
  readonly metrics: Readonly<Record<string, ModelMeasures>>;
  readonly comparison: ModelComparison | null;
}

/** Who would move where: the candidate and the model in force over the same recent documents. */
export interface ModelComparison {
  /** ISO 8601. */
  readonly at: string;
  readonly against: { readonly id: string; readonly version: string };
  readonly documents: number;
  /** Their text was not to be had any more. */
  readonly unreadable: number;
  readonly sameClass: number;
  readonly aloneBefore: number;
  readonly aloneAfter: number;
  /** Both would decide alone, and differently: look at these first. */
  readonly changedAlone: number;
  /** Of the documents for which a person answered, how many each gets right. */
  readonly answered: { readonly count: number; readonly before: number; readonly after: number };
  /** Most frequent first; null is "unknown". */
  readonly moves: readonly {
    readonly from: ClassKey | null;
    readonly to: ClassKey | null;
    readonly count: number;
    /** Of these, decided alone by the candidate. */
    readonly alone: number;
    readonly documents: readonly string[];
  }[];
}

/**
 * The models of this installation. Every change is in the audit trail, and reaches the workers without a restart.
 * Fails with `resource.missing` for an id that is none, `config.invalid` for a model that cannot be used here, and
 * `request.conflict` for a rollback with nothing before.
 */
export interface ModelRegistry {
  list(): Promise<readonly ModelEntry[]>;
  /** Takes a model folder in as a candidate; the same model twice is one. */
  register(
    folder: string,
    given: {
      readonly actor: string;
      readonly source: 'training' | 'corrections';
      readonly corrections?: number;
      readonly contradictions?: number;
    },
  ): Promise<ModelEntry>;
  compare(
    id: string,
    options: { readonly actor: string; readonly documents: number; readonly onProgress?: (done: number) => void },
  ): Promise<ModelComparison>;
  activate(id: string, actor: string): Promise<ModelEntry>;
  /** Brings back the model that was in force before the last activation. */
  rollBack(actor: string): Promise<ModelEntry>;
}
