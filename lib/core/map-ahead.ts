/** The results of an asynchronous callback, in order. While the caller uses a result, only the next one is computed. */
export async function* mapAhead<Item, Result>(
  items: AsyncIterable<Item>,
  callback: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void> {
  const iterator = items[Symbol.asyncIterator]();
  const compute = async () => {
    const item = await iterator.next();
    return item.done === true ? undefined : { result: await callback(item.value) };
  };
  let next = compute();
  try {
    for (let current = await next; current !== undefined; current = await next) {
      next = compute();
      next.catch(() => {}); // `await next` throws it when the caller wants that result
      yield current.result;
    }
  } finally {
    await next.catch(() => {});
    await iterator.return?.();
  }
}
