/** As `flatMap`, with work that waits: one item after the other. */
export async function flatMapInTurn<Item, Found>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const item of items) for (const each of await work(item)) found.push(each);
  return found;
}
