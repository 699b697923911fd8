import { defaultDocumentClasses } from '../../../classifiers/document-classes.ts';
import type { GlobalOptions } from '../main.ts';
import { createOutput } from '../output.ts';

export async function list(options: GlobalOptions): Promise<void> {
  const output = createOutput(options.json === true);
  for (const each of defaultDocumentClasses) {
    const unit = each.deadline.unit === 'workingDays' ? 'working days' : 'months';
    output.result(
      each,
      `${each.key.padEnd(24)} ${each.names.de.padEnd(32)} queue ${each.queue.padEnd(14)} ${each.deadline.count} ${unit}, kept ${each.retention.years} years`,
    );
  }
}
