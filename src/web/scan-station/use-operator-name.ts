import type { BatchRow } from '../api/contract.ts';
import { useSpeech } from '../words/words.tsx';
import { useProfileName } from './use-profile-name.ts';

const hotFolderPrefix = 'hot-folder:';

/** Names whoever began a batch: a person, or the hot folder of a profile. */
export function useOperatorName(): (batch: Pick<BatchRow, 'operator' | 'operatorName'>) => string {
  const { words } = useSpeech();
  const nameOf = useProfileName();
  return ({ operator, operatorName }) => {
    if (operatorName !== null) return operatorName;
    return operator.startsWith(hotFolderPrefix)
      ? words.batches.hotFolder(nameOf(operator.slice(hotFolderPrefix.length)))
      : operator;
  };
}
