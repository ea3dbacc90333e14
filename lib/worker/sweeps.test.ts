import pino from 'pino';
import { expect, test } from 'vitest';
import { startProduct } from '../../tests/kit/product.ts';
import type { Sweep } from '../core/upload/sweep.ts';
import { messagesByLocale } from '../messages/by-locale.ts';
import { LOCALES } from '../messages/locale.ts';
import { sweepsOf } from '../runtime/sweeps.ts';
import { sweepHourly } from './sweeps.ts';

test('runs every sweep each hour, even if others fail', async () => {
  const { runtime } = await startProduct();
  const stop = new AbortController();
  const startedAt = runtime.clock.now();
  const runs: string[] = [];
  const sweeps: Sweep[] = [
    {
      name: 'broken',
      run: () => {
        runs.push('broken');
        throw Object.assign(new Error('/data/secret'), { code: 'EACCES' });
      },
    },
    { name: 'working', run: () => void runs.push('working') },
    { name: 'last', run: () => void (runs.length > 3 && stop.abort()) },
  ];
  await sweepHourly(sweeps, { ...runtime, logger: pino({ level: 'silent' }) }, stop.signal);
  expect(runs).toEqual(['broken', 'working', 'broken', 'working']);
  expect(runtime.clock.now() - startedAt).toBeGreaterThanOrEqual(60 * 60 * 1000);
  expect((await runtime.totals.read()).sweeps).toMatchObject([
    { name: 'broken', problem: 'EACCES' },
    { name: 'last', problem: null },
    { name: 'working', problem: null },
  ]);
});

test('every sweep has a name on the System page in every language', async () => {
  const { runtime } = await startProduct();
  const names = sweepsOf(runtime).map(({ name }) => name);
  for (const locale of LOCALES) {
    const { sweepNames } = messagesByLocale[locale].settings.system;
    expect(Object.keys(sweepNames).toSorted()).toEqual(names.toSorted());
  }
});
