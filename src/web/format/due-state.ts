import { daysBetween } from './company-time.ts';

/** How a deadline stands: `overdue` is past, `soon` ends today or tomorrow, `calm` is everything later. */
export type DueState = 'overdue' | 'soon' | 'calm';

export interface Due {
  readonly state: DueState;
  /** Calendar days of the company from today to the deadline; negative when it lies on an earlier day. */
  readonly days: number;
}

export function dueOf(dueAt: string, now: Date): Due {
  const at = new Date(dueAt);
  const days = daysBetween(now, at);
  if (at.getTime() < now.getTime()) return { state: 'overdue', days };
  return { state: days <= 1 ? 'soon' : 'calm', days };
}
