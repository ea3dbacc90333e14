import { expect, test } from 'vitest';
import type { LogLine } from '../../core/delivery/ledger.ts';
import type { LogQuery, LogSection } from '../../core/view/log-query.ts';
import { logText, readLog } from './read-log.ts';

const linesOf = (length: number): LogLine[] =>
  Array.from({ length }, (_, i) => ({
    id: i + 1,
    at: i * 1000,
    level: (i + 1) % 500 === 0 ? 'warn' : 'info',
    code: 'batch_accepted',
    params: { batch: String(i + 1) },
  }));

const optionsOf = (lines: readonly LogLine[]) => ({
  log: {
    page: async (_: number, { before, after, limit, atLeast = 'info' }: LogSection) => {
      const wanted = lines.filter(({ level }) => atLeast === 'info' || level !== 'info');
      if (after !== undefined) return wanted.filter(({ id }) => id > after).slice(0, limit);
      return wanted.filter(({ id }) => id < (before ?? Number.MAX_SAFE_INTEGER)).slice(-limit);
    },
  },
  textOf: ({ params }: LogLine) => `Batch ${params['batch']}: accepted`,
});

const options = optionsOf(linesOf(2500));

const idsOf = async (query: Partial<LogQuery>, log = options) => {
  const { lines: found, earlier, later } = await readLog(log, 1, { level: 'info', text: '', ...query }, 3);
  return [found.map(({ id }) => id), earlier, later];
};

test.each<[string, Partial<LogQuery>, unknown]>([
  ['the newest lines', {}, [[2498, 2499, 2500], 2498, undefined]],
  ['lines before a line', { before: 5 }, [[2, 3, 4], 2, 4]],
  ['the oldest', { before: 4 }, [[1, 2, 3], undefined, 3]],
  ['lines after a line', { after: 10 }, [[11, 12, 13], 11, 13]],
  ['the last lines after a line', { after: 2498 }, [[2499, 2500], 2499, undefined]],
  ['no lines after the last line, which itself counts as earlier', { after: 2500 }, [[], 2501, undefined]],
  ['a level', { level: 'warn' }, [[1500, 2000, 2500], 1500, undefined]],
  ['words, however far away', { text: 'batch 17:' }, [[17], undefined, undefined]],
  ['words before and after a line', { text: 'batch 10', before: 1002 }, [[109, 1000, 1001], 109, 1001]],
  ['words that do not occur', { text: 'refused' }, [[], undefined, undefined]],
])('finds %s', async (_, query, expected) => {
  expect(await idsOf(query)).toEqual(expected);
});

test('offers earlier lines beyond those that one request scans', async () => {
  const long = optionsOf(linesOf(52_000));
  const text = 'batch 1:';
  expect(await idsOf({ text, after: 51_990 }, long)).toEqual([[], 51_991, undefined]);
  expect(await idsOf({ text, before: 51_990 }, long)).toEqual([[], 1990, 51_989]);
  expect(await idsOf({ text, before: 1990 }, long)).toEqual([[1], undefined, 1]);
});

test('returns the whole log as text', async () => {
  const text = (await Array.fromAsync(logText(options, 1))).join('').split('\n');
  expect(text).toHaveLength(2501);
  expect(text[499]).toBe('1970-01-01T00:08:19.000Z  warn   Batch 500: accepted');
});
