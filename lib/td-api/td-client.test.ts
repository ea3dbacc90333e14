import { expect, test } from 'vitest';
import { startTd, TARGET } from './td-api.test-kit.ts';
import { tdClient } from './td-client.test-kit.ts';

test("TD's client for Node sends the result of a query", async () => {
  const api = await startTd();
  const call = tdClient(api.key, api.url);
  expect(await call('serverStatus')).toEqual({ status: 'ok' });
  expect(await call('listDatabases')).toMatchObject({ databases: [{ name: 'shop' }] });
  expect(await call('listTables', 'shop')).toMatchObject({ tables: [{ name: 'events' }] });
  const options = { result: TARGET, priority: 1, retry_limit: 1 };
  expect(await call('prestoQuery', 'shop', 'SELECT * FROM events', options)).toMatchObject({ job_id: '1' });
  expect(await api.runJob(1)).toBe('success');
  expect(await call('showJob', '1')).toMatchObject({ status: 'success', num_records: 3, priority: 1 });
  expect(
    String(await call('jobResult', '1', 'csv'))
      .trimEnd()
      .split('\n'),
  ).toHaveLength(3);
  expect(await call('listJobs', 0, 10)).toMatchObject({ jobs: [{ job_id: '1', status: 'success' }] });
  expect(await call('trinoQuery', 'shop', 'SELECT 1 AS one', {})).toMatchObject({ job_id: '2' });
  expect(await call('kill', '2')).toMatchObject({ former_status: 'queued' });
  await expect(call('hiveQuery', 'shop', 'SELECT 1', {})).rejects.toThrow('Queries of type hive cannot be run here');
  await expect(call('showJob', '77')).rejects.toThrow('There is no job 77.');
  expect(await api.sandbox.events()).toHaveLength(3);
});
