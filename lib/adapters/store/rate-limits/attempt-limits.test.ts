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
async function passed(count: number, begin: (attempt: number) => Promise<number>): Promise<number> {
  const waits = await Promise.all(Array.from({ length: count }, (_, attempt) => begin(attempt)));
  return waits.filter((seconds) => seconds === 0).length;
}

describe.each([
  ['passwords', PASSWORD_LIMITS],
  ['codes', CODE_LIMITS],
])('guesses of %s', (_, rule) => {
  test('from many addresses at several web processes are mostly refused, and lock no known browser out', async () => {
    const processes = await Promise.all([inProcess(rule), inProcess(rule), inProcess(rule)]);
    const guess = (attempt: number) =>
      processes[attempt % processes.length]?.begin(from(`10.${attempt >> 8}.${attempt & 255}.1`)) ?? Promise.resolve(0);
    expect(await passed(300, guess)).toBe(rule.byAccount);
    for (const each of processes) {
      expect(await each.begin(from('10.0.0.1', EMAIL, 'known'))).toBe(0);
      expect(await each.begin(from('10.0.0.1', 'other@shop.example'))).toBe(0);
    }
  });

  test('are allowed again after the window, which a restart does not shorten', async () => {
    const [first, restarted] = [await inProcess(rule), await inProcess(rule)];
    expect(await passed(rule.byAccount, (attempt) => first.begin(from(`10.0.0.${attempt}`)))).toBe(rule.byAccount);
    now += 1000;
    expect(await restarted.begin(from('10.0.1.1'))).toBe(rule.seconds - 1);
    now = START + rule.seconds * 1000;
    expect(await passed(20, (attempt) => restarted.begin(from(`10.0.2.${attempt}`)))).toBe(rule.byAccount);
  });
});

test('an attempt that succeeded at one web process does not count at another', async () => {
  const [first, second] = [await inProcess(), await inProcess()];
  for (let attempt = 0; attempt < 30; attempt++) {
    expect(await first.begin(from('192.0.2.1'))).toBe(0);
    await second.succeed(from('192.0.2.1'));
  }
  expect(await passed(30, () => first.begin(from('192.0.2.1')))).toBe(PASSWORD_LIMITS.byAccount);
});

test('taking back an attempt of a window that is over allows no more attempts in the next window', async () => {
  const limits = await inProcess();
  await limits.begin(from('192.0.2.1'));
  now += PASSWORD_LIMITS.seconds * 1000;
  await limits.succeed(from('192.0.2.1'));
  expect(await passed(30, () => limits.begin(from('192.0.2.1')))).toBe(PASSWORD_LIMITS.byAccount);
});

test('attempts that are not counted in the order in which they read the clock are not allowed more often', async () => {
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
  await passed(30, () => limits.begin(from('192.0.2.1')));
  now = START;
  expect(await limits.begin(from('192.0.2.1'))).toBe(0);
});

test('the table contains no address or email, does not grow with the number of clients, and is swept', async () => {
  const database = await databases.open();
  const limits = new AttemptLimits(database, clock, PASSWORD_LIMITS);
  await passed(300, (attempt) => limits.begin(from(`10.1.${attempt}.1`, `person${attempt}@shop.example`)));
  const keys = await database.values<string>('SELECT key FROM attempt_count');
  expect(keys.filter((key) => !/^password (?:address|account) [0-9a-f]{4}$/.test(key))).toEqual([]);
  now += PASSWORD_LIMITS.seconds * 1000;
  await sweepAttemptCounts(database, clock);
  expect(await database.values('SELECT key FROM attempt_count')).toEqual([]);
});
