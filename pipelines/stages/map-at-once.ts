/** So many pages in a row that fail are no poison pages: the reader itself is away. */
const failuresInRowMax = 6;

/**
 * Maps in order with at most `size` under way. A page that fails does not stop the others, because those are kept for
 * the next attempt; then the first failure is thrown.
 */
export async function mapAtOnce<Item, Result>(
  items: readonly Item[],
  size: number,
  map: (item: Item) => Promise<Result>,
  itemDone: () => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const failures: unknown[] = [];
  let failuresInRow = 0;
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failuresInRow >= failuresInRowMax) return;
      try {
        results[index] = await map(item);
        failuresInRow = 0;
        itemDone();
      } catch (error) {
        failures.push(error);
        failuresInRow += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: size }, work));
  if (failures.length > 0) throw failures[0];
  return results;
}
