import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createDatabase, type TestDatabases } from '../../../../tests/kit/databases.ts';
import { IS_WHOLE } from '../../../../tests/kit/whole.ts';
import type { Acceptance } from '../../../core/delivery/ledger.ts';
import { digestsOf } from '../../event-digests/event-digest.ts';
import type { Database } from '../database/database.ts';
import { GroupCommit } from '../database/group-commit.ts';
import { SentLedger, subjectOf } from './sent-ledger.ts';

let created: TestDatabases;
/** The database as opened by two processes. */
let databases: readonly [Database, Database];

beforeAll(async () => {
  created = await createDatabase();
  databases = [await created.open(), await created.open()];
});
afterAll(() => created.close());

/** On PostgreSQL, a case takes 0.25 s of processor time; only `npm run test:whole` runs all of them there. */
const RUNS = inject('postgresqlUrl') === undefined || IS_WHOLE ? 60 : 20;

const IDS = Array.from({ length: 40 }, (_, index) => `checkout\0e${index}`);
const WINDOW = 40;

interface Remembered extends Acceptance {
  readonly account: string;
  readonly identity: string;
}

const accountAndJob = { account: fc.constantFrom('1', '2'), job: fc.integer({ min: 1, max: 4 }) };
/** How far the clock advances. At least 1, because if two acceptances have the same time, either may be the latest. */
const later = fc.integer({ min: 1, max: 20 });
/** Ids of events, possibly with duplicates. */
const ids = fc.array(fc.constantFrom(...IDS), { maxLength: 8 });
const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('remember' as const),
      ...accountAndJob,
      ids,
      later,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('rollBack' as const),
      ...accountAndJob,
      ids,
      later,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('recall' as const), ...accountAndJob, later }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sweep' as const), later }) },
);

test('two processes that remember, merge and sweep recall the same as a plain list', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.record({ by: fc.constantFrom(0, 1), command }), { maxLength: 60, size: 'max' }),
    fc.record({ runEvents: fc.integer({ min: 1, max: 40 }), filters: fc.integer({ min: 1, max: 3 }) }),
    async (steps, sizes) => {
      await forgetAll();
      const ledgers = databases.map((database) => new SentLedger(database, sizes));
      const remembered: Remembered[] = [];
      let now = 1000;
      for (const { by, command } of [...steps, ...FINAL_RECALLS]) {
        const [ledger, database] = [ledgers[by]!, databases[by]!];
        now += command.later;
        if (command.kind === 'sweep') {
          await ledger.sweep(now - WINDOW);
          continue;
        }
        const { kind, account, job } = command;
        const scope = { connector: 'service', account, destination: 'https://service.test' };
        if (kind === 'recall') {
          const options = { since: now - WINDOW, except: job };
          expect(await ledger.recall(scope, digestsOf(IDS), options)).toEqual(expectedOf(remembered, account, options));
          continue;
        }
        const remember = () => ledger.remember(scope, digestsOf(command.ids), { job, acceptedAt: now }, now - WINDOW);
        if (kind === 'remember') {
          await database.transaction(remember);
          remembered.push(...command.ids.map((identity) => ({ account, identity, job, acceptedAt: now })));
        } else await rollBack(database, remember);
      }
    },
  );
  await fc.assert(property, { numRuns: RUNS });
});

/** Both processes recall at the end of every case. */
const FINAL_RECALLS = [0, 1].flatMap((by) =>
  ['1', '2'].map((account) => ({ by, command: { kind: 'recall' as const, account, job: 1, later: 1 } })),
);

function expectedOf(
  remembered: readonly Remembered[],
  account: string,
  { since, except }: { since: number; except: number },
) {
  const expected = new Map<number, Acceptance>();
  for (const { account: acceptedFor, identity, job, acceptedAt } of remembered) {
    if (acceptedFor !== account || job === except || acceptedAt <= since) continue;
    const index = IDS.indexOf(identity);
    if (acceptedAt > (expected.get(index)?.acceptedAt ?? 0)) expected.set(index, { job, acceptedAt });
  }
  return expected;
}

async function forgetAll(): Promise<void> {
  for (const table of ['sent_batch', 'sent_run', 'sent_page']) await databases[0].run(`DELETE FROM ${table}`);
}

async function rollBack(database: Database, work: () => Promise<void>): Promise<void> {
  const failing = database.transaction(async () => {
    await work();
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
}

test('tens of thousands of events become a run, which can be searched and deleted', async () => {
  await forgetAll();
  const [database] = databases;
  const scope = { connector: 'service', account: '3', destination: 'https://service.test' };
  const ledger = new SentLedger(database);
  const batch = (number: number) =>
    digestsOf(Array.from({ length: 1000 }, (_, index) => `checkout\0${number}-${index}`));
  await database.transaction(async () => {
    for (let number = 0; number < 70; number++)
      await ledger.remember(scope, batch(number), { job: 1, acceptedAt: 5 }, 0);
  });
  const countRows = (table: string) => database.value(`SELECT COUNT(*) FROM ${table}`);
  expect([await countRows('sent_run'), await countRows('sent_batch')]).toEqual([1, 4]);
  const options = { since: 0, except: 2 };
  for (const number of [0, 65, 69]) expect((await ledger.recall(scope, batch(number), options)).size).toBe(1000);
  expect((await ledger.recall(scope, batch(70), options)).size).toBe(0);
  expect([await ledger.isEmpty(scope, { since: 4 }), await ledger.isEmpty(scope, { since: 5 })]).toEqual([false, true]);
  expect(await ledger.isEmpty(scope, { since: 4, except: 1 })).toBe(true);
  await ledger.sweep(4);
  expect([await countRows('sent_run'), await countRows('sent_batch')]).toEqual([1, 4]);
  await ledger.sweep(5);
  expect([await countRows('sent_run'), await countRows('sent_page'), await countRows('sent_batch')]).toEqual([0, 0, 0]);
});

test('all batches that two processes remember concurrently are recalled', async () => {
  await forgetAll();
  const processes = databases.map((database) => ({
    commits: new GroupCommit(database),
    sent: new SentLedger(database, { runEvents: 10, filters: 2 }),
  }));
  const scopes = ['1', '2'].map((account) => ({ connector: 'service', account, destination: 'https://service.test' }));
  const batches = Array.from({ length: 60 }, (_, batch) => Array.from({ length: 3 }, (_, n) => `event ${batch}.${n}`));
  const remembering = batches.map((identities, n) => {
    const { commits, sent } = processes[n % 2]!;
    const scope = scopes[n % 3 === 0 ? 0 : 1]!;
    return commits.add(
      () => sent.remember(scope, digestsOf(identities), { job: 1, acceptedAt: 1000 }, 0),
      subjectOf(scope),
    );
  });
  await Promise.all(remembering);
  for (const { sent } of processes) {
    for (const [index, scope] of scopes.entries()) {
      const recalled = await sent.recall(scope, digestsOf(batches.flat()), { since: 0 });
      expect(recalled.size).toBe(index === 0 ? 60 : 120);
    }
  }
});

test('a batch is stored as 16 bytes of the SHA-256 of each identity, in order and without duplicates', async () => {
  await forgetAll();
  const [database] = databases;
  const scope = { connector: 'service', account: '4', destination: 'https://service.test' };
  const identities = ['checkout\0é', 'checkout\0東京 😀', 'checkout\0\ud800', 'signup\0'];
  const [first, second] = identities;
  const remembered = digestsOf([...identities, `${second}`, `${first}`]);
  await database.transaction(() => new SentLedger(database).remember(scope, remembered, { job: 1, acceptedAt: 5 }, 0));
  const digest = (identity: string) => createHash('sha256').update(identity, 'utf8').digest().subarray(0, 16);
  expect(await database.all('SELECT total, digests FROM sent_batch')).toEqual([
    { total: 4, digests: Buffer.concat(identities.map(digest)) },
  ]);
});
