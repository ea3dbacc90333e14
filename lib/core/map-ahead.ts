/** The results of an asynchronous callback, in order. While the caller uses a result, the next one is computed. */
export async function* mapAhead<Item, Result>(
  items: AsyncIterable<Item>,
  callback: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void> {
  const iterator = items[Symbol.asyncIterator]();
  /** Undefined after the last item. */
  const computeNext = async () => {
    const item = await iterator.next();
    return item.done === true ? undefined : { result: await callback(item.value) };
  };
  let next = computeNext();
  try {
    for (let current = await next; current !== undefined; current = await next) {
      next = computeNext();
      // A failure is thrown by `await next`, when the caller wants that result.
      next.catch(() => {});
      yield current.result;
    }
  } finally {
    await next.catch(() => {});
    await iterator.return?.();
  }
}
