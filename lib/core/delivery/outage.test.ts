import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogLine } from './ledger.ts';
import { firstProbe, nextProbe, outageInLog, silentOutage } from './outage.ts';

const NOW = 1_000_000;

/** Log lines, each with its code, how many milliseconds ago it was written, and its delay. */
function linesOf(...lines: readonly (readonly [code: string, ago: number, milliseconds?: number])[]): LogLine[] {
  return lines.map(([code, ago, milliseconds = 0], id) => ({
    id,
    at: NOW - ago,
    level: 'warn',
    code,
    params: { milliseconds, ...(code === 'batch_unreachable' && { reason: 'ECONNREFUSED' }) },
  }));
}

test.each([
  ['nothing was logged', [], undefined],
  [
    'the last call got a response',
    [
      ['batch_unreachable', 9000, 500],
      ['batch_accepted', 100],
    ],
    undefined,
  ],
  ['the first failure was a moment ago', [['batch_unreachable', 1999, 9000]], undefined],
  [
    'no call got a response for a while',
    [
      ['batch_accepted', 20_000],
      ['batch_unreachable', 9000, 500],
      ['batch_unreachable', 4000, 7000],
    ],
    { kind: 'unreachable', reason: 'ECONNREFUSED', since: NOW - 9000, retryAt: NOW + 3000 },
  ],
  [
    'several retries are planned, of which the next one counts',
    [
      ['batch_unreachable', 4000, 9000],
      ['batch_unreachable', 3000, 4000],
    ],
    { kind: 'unreachable', retryAt: NOW + 1000 },
  ],
  ['the retry is under way', [['batch_unreachable', 9000, 500]], { kind: 'unreachable', retryAt: null }],
  [
    'some events may have been sent',
    [
      ['batch_unknown', 9000, 500],
      ['batch_unreachable', 4000, 7000],
    ],
    { kind: 'failing', since: NOW - 9000 },
  ],
  [
    'one call failed, and another was only slowed down',
    [
      ['batch_unreachable', 9000, 12_000],
      ['batch_busy', 500, 900],
    ],
    { kind: 'unreachable', since: NOW - 9000, retryAt: NOW + 3000 },
  ],
  ['calls were only slowed down', [['batch_busy', 9000, 900]], undefined],
  [
    'the job was resumed',
    [
      ['batch_unreachable', 9000, 500],
      ['job_resumed', 100],
    ],
    undefined,
  ],
] as const)('the outage of a running job: %s', (_, lines, expected) => {
  const outage = outageInLog(linesOf(...lines), NOW);
  if (expected === undefined) expect(outage).toBeUndefined();
  else expect(outage).toMatchObject({ ...expected, retriesAutomatically: true });
});

test.each([
  [undefined, undefined],
  [NOW - 2999, undefined],
  [NOW - 3000, NOW - 3000],
])('a call under way since %j is silent since %j', (sentAt, since) => {
  expect(silentOutage(sentAt, NOW)?.since).toBe(since);
});

const anyOptions = fc.record({
  now: fc.integer({ min: 0, max: 2_000_000_000_000 }),
  maxMs: fc.integer({ min: 60_000, max: 3_600_000 }),
  random: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('probes follow at growing intervals, never beyond the maximum', () => {
  fc.assert(
    fc.property(anyOptions, fc.integer({ min: 0, max: 200 }), (options, tries) => {
      const interval = (count: number) => nextProbe({ tries: count, retryAt: 0 }, options).retryAt - options.now;
      expect(interval(tries)).toBeGreaterThanOrEqual(2500);
      expect(interval(tries)).toBeLessThanOrEqual(options.maxMs);
      expect(interval(tries + 1)).toBeGreaterThanOrEqual(interval(tries));
      expect(nextProbe({ tries, retryAt: 0 }, options).tries).toBe(tries + 1);
    }),
    { seed: 17, numRuns: 300 },
  );
});

test('a planned probe is kept, even if it is due; one that is long overdue or too far ahead is planned again', () => {
  fc.assert(
    fc.property(anyOptions, fc.integer({ min: -3_600_000, max: 3_600_000 }), (options, ahead) => {
      const planned = { tries: 7, retryAt: options.now + ahead };
      const first = firstProbe(planned, options);
      if (ahead > -15 * 60_000 && ahead <= options.maxMs) expect(first).toBe(planned);
      else expect(first.tries).toBe(0);
      expect(first.retryAt - options.now).toBeLessThanOrEqual(options.maxMs);
      expect(firstProbe(undefined, options).retryAt).toBeGreaterThan(options.now);
    }),
    { seed: 17, numRuns: 300 },
  );
});
