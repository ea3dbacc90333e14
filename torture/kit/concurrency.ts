import { setTimeout as wait } from 'node:timers/promises';

/** Runs the work for each item, at most `width` at a time. Results are in the order of completion. */
export async function mapConcurrently<Item, T>(
  width: number,
  list: readonly Item[],
  work: (item: Item) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  const waiting = [...list];
  const workThrough = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: width }, workThrough));
  return results;
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Does the work again and again, after a wait each time, until a time in milliseconds since 1970. */
export async function every(milliseconds: number, until: number, work: () => Promise<void> | void): Promise<void> {
  for (await wait(milliseconds); Date.now() < until; await wait(milliseconds)) await work();
}
