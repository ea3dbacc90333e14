/** So many pieces of work, a few at a time. The results come as they are ready. */
export async function inLanes<W, T>(width: number, list: readonly W[], work: (piece: W) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const waiting = [...list];
  const lane = async () => {
    for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) results.push(await work(piece));
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
