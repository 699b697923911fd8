import type { RetentionRule } from '../../domain/document-class.ts';
import { instantAt, localDateOf } from '../deadlines/local-time.ts';

/**
 * The first instant at which a document may be deleted. The years begin with the end of the calendar year of receipt
 * (§ 147 Abs. 4 AO, § 257 Abs. 5 HGB): whatever arrives in 2026 and is kept for six years goes on 1 January 2033. The
 * year is that of the company's clocks, so post of New Year's Eve 23:30 in Berlin belongs to the old year.
 */
export function retainUntil(rule: RetentionRule, receivedAt: Date, timeZone: string): Date {
  const year = Number(localDateOf(receivedAt, timeZone).slice(0, 4));
  return instantAt(`${year + Math.ceil(rule.years) + 1}-01-01`, 0, timeZone);
}
