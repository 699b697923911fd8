import type { QualityCheck } from '../api/contract.ts';
import { useClassName } from '../ui/use-class-name.ts';
import { useSpeech } from '../words/words.tsx';

/** An answer in words: class and customer. */
export function useSaidText(): (said: QualityCheck['machine']) => string {
  const { words } = useSpeech();
  const nameClass = useClassName();
  return (said) => {
    if (said === null) return words.common.none;
    const { customerNumber } = said;
    return `${nameClass(said.classKey)}, ${customerNumber === null ? words.quality.noCustomer : words.quality.customerOf(customerNumber)}`;
  };
}
