/** `flatMap` with an asynchronous callback, called for one item at a time, in order. */
export async function flatMapSequentially<Item, Result>(
  items: Iterable<Item>,
  callback: (item: Item) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) for (const result of await callback(item)) results.push(result);
  return results;
}
