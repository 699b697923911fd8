import type { MailHeader } from '../../domain/facts.ts';
import type { FieldName } from '../../domain/index-data.ts';

/** A letter and what must come of it before the golden customers. */
export interface GoldenLetter {
  readonly title: string;
  readonly text: string;
  readonly source?: 'ocr' | 'text-layer' | 'layout';
  /** How surely each word was read; 0.96 for OCR unless said otherwise. */
  readonly confidence?: number;
  readonly header?: Partial<MailHeader>;
  readonly need?: 'required' | 'optional' | 'none';
  /** Fields that must be found with exactly these values; others may be found too. */
  readonly fields?: readonly (readonly [FieldName, string])[];
  /** Fields of these names must not be found at all. */
  readonly without?: readonly FieldName[];
  readonly decision: 'auto' | 'review' | 'none';
  readonly customer?: string;
  readonly question?: string;
}

/** How a letter to the company and one from Sabine Müller begin. */
export const company = `Nordlicht Versorgung und Service GmbH
Hafenstraße 12
26721 Emden`;
export const sabine = `Sabine Müller
Bergstraße 74
30159 Hannover`;
