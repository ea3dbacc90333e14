import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabases } from '../../../../tests/kit/databases.ts';
import { AttemptLimits, CODE_LIMITS, PASSWORD_LIMITS, sweepAttemptCounts } from './attempt-limits.ts';

const EMAIL = 'aiko@shop.example';
const START = 1_800_000_000_000;
let databases: TestDatabases;
let now = START;
const clock = { now: () => now };

beforeEach(async () => {
  now = START;
  databases = await createDatabase();
});
afterEach(() => databases.close());

/** The limits of one web process. */
async function inProcess(limits = PASSWORD_LIMITS): Promise<AttemptLimits> {
  return new AttemptLimits(await databases.open(), clock, limits);
}

const from = (address: string, email = EMAIL, knownBrowser?: string) => ({ email, address, knownBrowser });

/** How many of `count` concurrent attempts are allowed. */
async function countAllowed(count: number, begin: (attempt: number) => Promise<number>): Promise<number> {
  const waits = await Promise.all(Array.from({ length: count }, (_, attempt) => begin(attempt)));
  return waits.filter((seconds) => seconds === 0).length;
}

describe.each([
  ['passwords', PASSWORD_LIMITS],
  ['codes', CODE_LIMITS],
])('guesses of %s', (_, limits) => {
  test('are limited across addresses and web processes, and lock out neither known browsers nor other accounts', async () => {
    const processes = await Promise.all([inProcess(limits), inProcess(limits), inProcess(limits)]);
    const guess = (attempt: number) =>
      processes[attempt % processes.length]?.begin(from(`10.${attempt >> 8}.${attempt & 255}.1`)) ?? Promise.resolve(0);
    expect(await countAllowed(300, guess)).toBe(limits.byAccount);
    for (const each of processes) {
      expect(await each.begin(from('10.0.0.1', EMAIL, 'known'))).toBe(0);
      expect(await each.begin(from('10.0.0.1', 'other@shop.example'))).toBe(0);
    }
  });

  test('are allowed again after the window, which a restart does not shorten', async () => {
    const [first, restarted] = [await inProcess(limits), await inProcess(limits)];
    expect(await countAllowed(limits.byAccount, (attempt) => first.begin(from(`10.0.0.${attempt}`)))).toBe(
      limits.byAccount,
    );
    now += 1000;
    expect(await restarted.begin(from('10.0.1.1'))).toBe(limits.seconds - 1);
    now = START + limits.seconds * 1000;
    expect(await countAllowed(20, (attempt) => restarted.begin(from(`10.0.2.${attempt}`)))).toBe(limits.byAccount);
  });
});

test('an attempt that succeeded at one web process does not count at another', async () => {
  const [first, second] = [await inProcess(), await inProcess()];
  for (let attempt = 0; attempt < 30; attempt++) {
    expect(await first.begin(from('192.0.2.1'))).toBe(0);
    await second.succeed(from('192.0.2.1'));
  }
  expect(await countAllowed(30, () => first.begin(from('192.0.2.1')))).toBe(PASSWORD_LIMITS.byAccount);
});

test('an attempt that succeeds after its window has ended does not allow more attempts in the next one', async () => {
  const limits = await inProcess();
  await limits.begin(from('192.0.2.1'));
  now += PASSWORD_LIMITS.seconds * 1000;
  await limits.succeed(from('192.0.2.1'));
  expect(await countAllowed(30, () => limits.begin(from('192.0.2.1')))).toBe(PASSWORD_LIMITS.byAccount);
});

test('attempts are limited even if they are not counted in the order in which they read the clock', async () => {
  const limits = await inProcess();
  const waits: number[] = [];
  for (let attempt = 0; attempt < 30; attempt++) {
    now = START + 1000 - attempt;
    waits.push(await limits.begin(from('192.0.2.1')));
  }
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(PASSWORD_LIMITS.byAccount);
});

test('a clock that was wrong does not lock a person out for years', async () => {
  const limits = await inProcess();
  now = START * 2;
  await countAllowed(30, () => limits.begin(from('192.0.2.1')));
  now = START;
  expect(await limits.begin(from('192.0.2.1'))).toBe(0);
});

test('the keys of counts contain no address or email and are bounded in number; ended counts are swept', async () => {
  const database = await databases.open();
  const limits = new AttemptLimits(database, clock, PASSWORD_LIMITS);
  await countAllowed(300, (attempt) => limits.begin(from(`10.1.${attempt}.1`, `person${attempt}@shop.example`)));
  const keys = await database.values<string>('SELECT key FROM attempt_count');
  expect(keys.filter((key) => !/^password (?:address|account) [0-9a-f]{4}$/.test(key))).toEqual([]);
  now += PASSWORD_LIMITS.seconds * 1000;
  await sweepAttemptCounts(database, clock);
  expect(await database.values('SELECT key FROM attempt_count')).toEqual([]);
});
