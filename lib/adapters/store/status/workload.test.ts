import { expect, test } from 'vitest';
import { executeElsewhere } from '../../../../tests/kit/elsewhere.ts';
import { ACCOUNT, startProduct, validLines } from '../../../../tests/kit/product.ts';

const OTHER_ACCOUNT = '549764609762';

test('reads the version and jobs of each live worker, and the running and waiting jobs of each account', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const empty = { workers: [], accounts: [], accountCount: 0, fullAccountCount: 0, abandonedJobs: 0 };
  expect(await runtime.workload.read()).toEqual(empty);

  await runtime.workers.heartbeat({ id: 'first', pid: 1, host: 'one', version: '1.0.0' });
  await runtime.workers.heartbeat({ id: 'second', pid: 2 }); // from a version that does not report host and version
  const jobs = [];
  for (let n = 0; n < 3; n++) jobs.push((await product.export(validLines(1))).id);
  const other = (await product.export(validLines(1), { ad_account_id: OTHER_ACCOUNT })).id;
  const [one = 0, two = 0] = jobs;
  for (const job of [one, two]) await runtime.jobClaims.claim(job, 'first', ['queued']);
  await runtime.jobClaims.claim(other, 'second', ['queued']);

  const workload = await runtime.workload.read();
  const lease = expect.any(Number);
  expect(workload).toMatchObject({
    workers: [
      {
        id: 'first',
        pid: 1,
        host: 'one',
        version: '1.0.0',
        jobs: [one, two].map((job) => ({ job, leaseUntil: lease })),
      },
      { id: 'second', pid: 2, host: '', version: '', jobs: [{ job: other, leaseUntil: lease }] },
    ],
    accounts: [
      { authentication: 'Shop', account: ACCOUNT, running: 2, waiting: 1, waitingSince: expect.any(Number) },
      { authentication: 'Shop', account: OTHER_ACCOUNT, running: 1, waiting: 0, waitingSince: null },
    ],
    accountCount: 2,
    fullAccountCount: 1,
    abandonedJobs: 0,
  });

  await executeElsewhere(runtime, 'UPDATE job SET lease_until = 0 WHERE id = ?', [other]);
  const { accounts, abandonedJobs } = await runtime.workload.read();
  expect([accounts[1]?.running, abandonedJobs]).toEqual([0, 1]);
});

test('lists the accounts with the most waiting jobs, and counts all accounts', async () => {
  const product = await startProduct();
  await product.export(validLines(1), { ad_account_id: OTHER_ACCOUNT });
  for (let n = 0; n < 2; n++) await product.export(validLines(1));
  await executeElsewhere(
    product.runtime,
    `WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 120)
      INSERT INTO job (type, state, connector, upload_id, authentication_id, parameters, account, test_event, skip_invalid_record,
        mapping, reference_time, rules_version, max_events, max_bytes, already_accepted, delivery, created_at)
      SELECT job.type, job.state, job.connector, job.upload_id, job.authentication_id, job.parameters, CAST(many.n AS TEXT),
        job.test_event, job.skip_invalid_record, job.mapping, job.reference_time, job.rules_version, job.max_events, job.max_bytes,
        job.already_accepted, job.delivery, job.created_at FROM job, many WHERE job.account = ?`,
    [OTHER_ACCOUNT],
  );
  const { accounts, accountCount } = await product.runtime.workload.read();
  expect(accounts[0]).toMatchObject({ account: ACCOUNT, waiting: 2 });
  expect([accounts.length, accountCount]).toEqual([100, 122]);
});
