import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../../../../tests/kit/databases.ts';
import type { Database } from './database.ts';
import { GroupCommit } from './group-commit.ts';

let database: Database;
let commits: GroupCommit;

beforeEach(async () => {
  const databases = await createDatabase();
  onTestFinished(databases.close);
  database = await databases.open();
  commits = new GroupCommit(database);
});

const INSERT = `INSERT INTO setting (key, value, updated_at) VALUES (?, '1', 1)`;
const keys = () => database.values<string>('SELECT key FROM setting ORDER BY key');
const put = (...inserted: readonly string[]) =>
  database.runEach(
    INSERT,
    inserted.map((key) => [key]),
  );

for (const subject of [undefined, 'one']) {
  test(`a write that fails is rolled back alone, ${subject === undefined ? 'without' : 'with'} a subject`, async () => {
    const add = (write: () => Promise<unknown>) => commits.add(write, subject);
    const refuse = async () => {
      await put('refused');
      throw new Error('refused');
    };
    const settled = await Promise.allSettled([
      add(() => put('a')),
      add(() => put('twice', 'twice')),
      add(refuse),
      add(() => put('b')),
      commits.add(() => put('c'), 'two'),
      commits.add(() => put('d')),
    ]);
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(settled[1]).toMatchObject({ reason: { message: expect.stringMatching(/unique/i) } });
    expect(settled[2]).toMatchObject({ reason: { message: 'refused' } });
    expect(await keys()).toEqual(['a', 'b', 'c', 'd']);
  });
}

test('promises resolve in the order of the writes, once the writes are committed', async () => {
  const resolved: unknown[] = [];
  const adding = ['c', 'a', 'b'].map((key) =>
    commits.add(() => put(key), 'one').then(async () => resolved.push([key, await keys()])),
  );
  await Promise.all(adding);
  expect(resolved).toEqual(['c', 'a', 'b'].map((key) => [key, ['a', 'b', 'c']]));
});

test('inside a transaction, a write belongs to the transaction', async () => {
  const failing = database.transaction(async () => {
    await commits.add(() => put('a'), 'one');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await keys()).toEqual([]);
});
