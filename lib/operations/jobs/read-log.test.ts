import { expect, test } from 'vitest';
import type { LogLine } from '../../core/delivery/ledger.ts';
import type { LogPage, LogQuery } from '../../core/view/log-query.ts';
import { logText, readLog } from './read-log.ts';

const lines: LogLine[] = Array.from({ length: 2500 }, (_, i) => ({
  id: i + 1,
  at: i * 1000,
  level: (i + 1) % 500 === 0 ? 'warn' : 'info',
  code: 'batch_accepted',
  params: { batch: String(i + 1) },
}));

const options = {
  log: {
    page: async (_: number, { before, after, limit, atLeast = 'info' }: LogPage) => {
      const wanted = lines.filter(({ level }) => atLeast === 'info' || level !== 'info');
      if (after !== undefined) return wanted.filter(({ id }) => id > after).slice(0, limit);
      return wanted.filter(({ id }) => id < (before ?? Number.MAX_SAFE_INTEGER)).slice(-limit);
    },
  },
  textOf: ({ params }: LogLine) => `Batch ${params['batch']}: accepted`,
};

const idsOf = async (query: Partial<LogQuery>, limit = 3) => {
  const { lines: found, earlier, later } = await readLog(options, 1, { level: 'info', text: '', ...query }, limit);
  return [found.map(({ id }) => id), earlier, later];
};

test.each<[string, Partial<LogQuery>, unknown]>([
  ['the newest lines', {}, [[2498, 2499, 2500], 2498, undefined]],
  ['lines before a line', { before: 5 }, [[2, 3, 4], 2, 4]],
  ['the oldest', { before: 4 }, [[1, 2, 3], undefined, 3]],
  ['lines after a line', { after: 10 }, [[11, 12, 13], 11, 13]],
  ['the last lines after a line', { after: 2498 }, [[2499, 2500], 2499, undefined]],
  ['a level', { level: 'warn' }, [[1500, 2000, 2500], 1500, undefined]],
  ['words, however far away', { text: 'batch 17:' }, [[17], undefined, undefined]],
  ['words on both sides', { text: 'batch 10', before: 1002 }, [[109, 1000, 1001], 109, 1001]],
  ['words that do not occur', { text: 'refused' }, [[], undefined, undefined]],
])('%s', async (_, query, expected) => {
  expect(await idsOf(query)).toEqual(expected);
});

test('returns the whole log as text', async () => {
  const text = (await Array.fromAsync(logText(options, 1))).join('').split('\n');
  expect(text).toHaveLength(2501);
  expect(text[499]).toBe('1970-01-01T00:08:19.000Z  warn   Batch 500: accepted');
});
