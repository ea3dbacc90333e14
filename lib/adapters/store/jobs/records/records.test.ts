import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabases } from '../../../../../tests/kit/databases.ts';
import { tabulate } from '../../../../core/delivery/outcome-table.ts';
import type { Outcome } from '../../../../core/job/job.ts';
import type { RecordFilter } from '../../../../core/view/record-view.ts';
import { RecordWriter } from './record-writer.ts';
import { Records } from './records.ts';

/** Enough that a page with a bad query plan takes minutes, which fails the test. */
const RECORDS = 100_000;
const STATUSES: readonly Outcome[] = ['invalid', 'rejected', 'accepted', 'not_sent', 'uncertain'];

let databases: TestDatabases;
let records: Records;

beforeAll(async () => {
  databases = await createDatabase();
  const database = await databases.open();
  await database.run(
    `INSERT INTO job (type, state, connector, parameters, account, test_event, skip_invalid_record, mapping, reference_time,
        rules_version, max_events, max_bytes, already_accepted, delivery, created_at)
      VALUES ('export', 'success', '', '', '', ?, ?, '', 0, '', 0, 0, '', '', 0)`,
    [0, 0],
  );
  records = new Records(database);
  const writer = new RecordWriter(database);
  const issue = (code: string, column: string) => ({ severity: 'error', code, column, field: column }) as const;
  const outcomes = Array.from({ length: RECORDS }, (_, index) => {
    const record = index + 1;
    const code = record % 2 ? 'odd' : 'even';
    const issues = record % 3 === 0 ? [issue(code, 'a'), issue(code, 'b')] : [issue(code, 'a')];
    const status = STATUSES[record % STATUSES.length] ?? 'invalid';
    return { record, line: record + 1, start: 0, end: 1, status, issues };
  });
  // In parts, as jobs do: PostgreSQL ends a session whose transaction waits too long for a busy client.
  for (let first = 0; first < RECORDS; first += 1000) {
    const table = tabulate(outcomes.slice(first, first + 1000));
    await database.transaction(() => writer.write(1, table));
  }
});
afterAll(() => databases.close());

const isOpen = (record: number) => ![2, 3].includes(record % STATUSES.length);

const FILTERS: readonly [RecordFilter, (record: number) => boolean][] = [
  [{}, () => true],
  [{ status: 'open' }, isOpen],
  [{ status: 'warned' }, (record) => record % 5 === 2],
  [{ status: 'invalid' }, (record) => record % 5 === 0],
  [{ code: 'odd' }, (record) => record % 2 === 1],
  [{ column: 'b' }, (record) => record % 3 === 0],
  [{ status: 'open', code: 'odd' }, (record) => isOpen(record) && record % 2 === 1],
  [{ status: 'rejected', column: 'b' }, (record) => record % 5 === 1 && record % 3 === 0],
  [{ status: 'open', code: 'even', column: 'b' }, (record) => isOpen(record) && record % 6 === 0],
  [{ status: 'open', code: 'unknown_code' }, () => false],
];

describe.each(FILTERS)('records that match %o', (filter, matches) => {
  const expected = Array.from({ length: RECORDS }, (_, index) => index + 1).filter(matches);

  test('are counted, and paged in the order of the file', async () => {
    expect(await records.count(1, filter)).toBe(expected.length);
    for (const after of [0, 50_000, RECORDS]) {
      const later = expected.filter((record) => record > after);
      expect((await records.page(1, filter, after, 50)).map(({ record }) => record)).toEqual(later.slice(0, 50));
      expect(await records.count(1, filter, after)).toBe(expected.length - later.length);
    }
  });

  test('have a previous page for each page', async () => {
    const [first, second] = [
      await records.page(1, filter, 0, 50),
      await records.page(1, filter, expected[49] ?? 0, 50),
    ];
    expect(await records.pageBefore(1, filter, first.at(-1)?.record ?? 0, 50)).toBe(0);
    if (second.length > 0) expect(await records.pageBefore(1, filter, expected[99] ?? RECORDS, 50)).toBe(expected[49]);
  });
});
