import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ConcurrencyWindow } from './concurrency-window.ts';

/** Calls that end on demand. */
function openCalls(window: ConcurrencyWindow) {
  const ends: (() => void)[] = [];
  const begin = () => window.start(() => new Promise<void>((resolve) => ends.push(resolve)));
  const requestRoom = async () => {
    let isResolved = false;
    const waiting = window.waitForRoom().then(() => {
      isResolved = true;
    });
    await nextTurn();
    return { isResolved, waiting };
  };
  /** Starts calls until one has to wait; returns the number in flight. */
  const fill = async () => {
    for (;;) {
      const { isResolved, waiting } = await requestRoom();
      if (!isResolved) return { inFlight: ends.length, waiting };
      begin();
    }
  };
  const endOne = async () => {
    ends.shift()?.();
    await nextTurn();
  };
  return { begin, fill, endOne, ends };
}

test('grows by one for each wait, up to the maximum', async () => {
  const window = new ConcurrencyWindow(10, () => {});
  const calls = openCalls(window);
  const widths: number[] = [];
  for (let round = 0; round < 5; round++) {
    const { inFlight, waiting } = await calls.fill();
    widths.push(inFlight);
    await calls.endOne();
    await waiting;
  }
  expect(widths).toEqual([8, 9, 10, 10, 10]);
});

test('shrinks to half, down to one', async () => {
  for (const [times, width] of [
    [1, 4],
    [2, 2],
    [9, 1],
  ] as const) {
    const window = new ConcurrencyWindow(64, () => {});
    for (let time = 0; time < times; time++) window.shrink();
    expect((await openCalls(window).fill()).inFlight).toBe(width);
  }
});

test('reports each failure immediately, and throws the first when all have ended', async () => {
  let failures = 0;
  const window = new ConcurrencyWindow(2, () => {
    failures += 1;
  });
  const failure = new Error('broken');
  window.start(() => Promise.reject(failure));
  window.start(() => Promise.reject(new Error('later')));
  await expect(window.drain()).rejects.toBe(failure);
  expect(failures).toBe(2);
});
