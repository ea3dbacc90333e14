import pino from 'pino';
import { expect, test } from 'vitest';
import { startProduct } from '../../tests/kit/product.ts';
import type { Sweep } from '../core/upload/sweep.ts';
import { sweepHourly } from './sweeps.ts';

test('every sweep has its turn each hour, whatever becomes of the others', async () => {
  const { runtime } = await startProduct();
  const end = new AbortController();
  const began = runtime.clock.now();
  const turns: string[] = [];
  const sweeps: Sweep[] = [
    {
      name: 'broken',
      run: () => {
        turns.push('broken');
        throw Object.assign(new Error('/data/secret'), { code: 'EACCES' });
      },
    },
    { name: 'sound', run: () => void turns.push('sound') },
    { name: 'last', run: () => void (turns.length > 3 && end.abort()) },
  ];
  await sweepHourly(sweeps, { ...runtime, logger: pino({ level: 'silent' }) }, end.signal);
  expect(turns).toEqual(['broken', 'sound', 'broken', 'sound']);
  expect(runtime.clock.now() - began).toBeGreaterThanOrEqual(60 * 60 * 1000);
  expect(runtime.sweepReports.list()).toMatchObject([
    { name: 'broken', problem: 'EACCES' },
    { name: 'last', problem: null },
    { name: 'sound', problem: null },
  ]);
});
