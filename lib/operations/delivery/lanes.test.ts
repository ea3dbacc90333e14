import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ConcurrencyWindow } from './lanes.ts';

/** Calls that end when they are told to. */
function openCalls(lanes: ConcurrencyWindow) {
  const ends: (() => void)[] = [];
  const begin = () => lanes.start(() => new Promise<void>((resolve) => ends.push(resolve)));
  const isFree = async () => {
    let free = false;
    const waiting = lanes.waitForRoom().then(() => {
      free = true;
    });
    await nextTurn();
    return { free, waiting };
  };
  /** Begins calls until one has to wait; how many are under way then. */
  const fill = async () => {
    for (;;) {
      const { free, waiting } = await isFree();
      if (!free) return { underWay: ends.length, waiting };
      begin();
    }
  };
  const endOne = async () => {
    ends.shift()?.();
    await nextTurn();
  };
  return { begin, fill, endOne, ends };
}

test('whoever waits for a lane finds one more, up to the most there may be', async () => {
  const lanes = new ConcurrencyWindow(10, () => {});
  const calls = openCalls(lanes);
  const widths: number[] = [];
  for (let round = 0; round < 5; round++) {
    const { underWay, waiting } = await calls.fill();
    widths.push(underWay);
    await calls.endOne();
    await waiting;
  }
  expect(widths).toEqual([8, 9, 10, 10, 10]);
});

test('in trouble half as many are under way, down to one', async () => {
  for (const [times, width] of [
    [1, 4],
    [2, 2],
    [9, 1],
  ] as const) {
    const lanes = new ConcurrencyWindow(64, () => {});
    for (let time = 0; time < times; time++) lanes.shrink();
    expect((await openCalls(lanes).fill()).underWay).toBe(width);
  }
});

test('the first failure is told at once, and again when all have ended', async () => {
  let told = 0;
  const lanes = new ConcurrencyWindow(2, () => {
    told += 1;
  });
  const failure = new Error('broken');
  lanes.start(() => Promise.reject(failure));
  lanes.start(() => Promise.reject(new Error('later')));
  await expect(lanes.drain()).rejects.toBe(failure);
  expect(told).toBe(2);
});
