import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../../../../tests/kit/databases.ts';
import { DELETED_QUERY } from '../../../core/job/query.ts';
import { WorkflowHistory } from './history.ts';

test('deletes the texts of the queries of all workflow jobs that ended before a time, however many, and no others', async () => {
  const databases = await createDatabase();
  onTestFinished(databases.close);
  const database = await databases.open();
  const kinds = [
    { head: '-- project_id: 1\n', endedAt: 1, isDeleted: true },
    { head: '', endedAt: 1, isDeleted: false },
    { head: '-- PROJECT_ID: 1\n', endedAt: 1, isDeleted: false }, // not as workflows write it
    { head: '-- project_id: 1\n', endedAt: 2, isDeleted: false },
    { head: '-- project_id: 1\n', endedAt: null, isDeleted: false },
  ];
  await database.transaction(() =>
    database.runEach(
      `INSERT INTO job (type, state, connector, parameters, account, test_event, skip_invalid_record, mapping,
          reference_time, rules_version, max_events, max_bytes, already_accepted, delivery, created_at, ended_at, sql)
        VALUES ('query', 'success', '', '', '', ?, ?, '', 0, '', 0, 0, '', '', 0, ?, ?)`,
      Array.from({ length: 1100 }, () => kinds.map(({ head, endedAt }) => [0, 0, endedAt, `${head}SELECT 'x'`])).flat(),
    ),
  );
  await new WorkflowHistory(database).deleteQueries(2);
  const left = await database.all('SELECT sql, ended_at, COUNT(*) AS jobs FROM job GROUP BY sql, ended_at');
  expect(new Set(left)).toEqual(
    new Set(
      kinds.map(({ head, endedAt, isDeleted }) => ({
        sql: isDeleted ? head + DELETED_QUERY : `${head}SELECT 'x'`,
        ended_at: endedAt,
        jobs: 1100,
      })),
    ),
  );
});
