import type { WorkItemId } from '../domain/ids.ts';
import type { WorkItemOffer } from '../domain/work-item.ts';

/** Where routed work goes. Idempotent by key: offering twice makes one item. */
export interface WorkItemQueue {
  offer(key: string, offer: WorkItemOffer): Promise<{ readonly id: WorkItemId; readonly isNew: boolean }>;
  withdraw(key: string, reason: string): Promise<void>;
}
