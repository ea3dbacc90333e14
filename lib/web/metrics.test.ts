import { expect, test } from 'vitest';
import { ACCOUNT, startProduct, type TestProduct, validLines } from '../../tests/kit/product.ts';
import type { Replication } from '../core/view/replication.ts';
import { reportStatus } from '../operations/settings/report-status.ts';
import { statusOptions } from '../runtime/operation-options.ts';
import { METRICS, metricsText } from './metrics.ts';

async function scrape({ runtime }: TestProduct, certificate?: { validUntil: number }): Promise<string[]> {
  const status = await reportStatus(await statusOptions(runtime));
  return (await metricsText({ ...status, certificate })).split('\n');
}

test('every sum is 0 at first', async () => {
  const lines = await scrape(await startProduct());
  expect(lines).toContain('pintd_jobs{state="success"} 0');
  expect(lines).toContain('pintd_records{kind="real",outcome="accepted"} 0');
  expect(lines).toContain('pintd_calls_total{kind="sandbox"} 0');
  expect(lines).toContain('pintd_worker_up 0');
});

test('outcomes are counted by kind, without accounts or addresses', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await runtime.workers.heartbeat({ id: 'w', pid: 1 });
  await product.run(await product.export([...validLines(3), 'nonsense,web,1,e9,no-address']));
  await product.run(await product.export(validLines(2), { test_event: true }));
  await product.export(validLines(1));
  product.sandbox.setScript([{ do: { status: 401 } }]);
  const [header = '', ...lines9] = validLines(9);
  await product.run(await product.export([header, lines9.at(-1) ?? ''])); // a record that no job has sent
  await runtime.sweepReports.report('personal_data', null);
  const lines = await scrape(product);
  for (const line of [
    'pintd_worker_up 1',
    'pintd_workers{version=""} 1',
    'pintd_worker_jobs 0',
    'pintd_jobs_abandoned 0',
    'pintd_accounts{state="free"} 0',
    'pintd_accounts{state="full"} 0',
    'pintd_jobs{state="success"} 2',
    'pintd_jobs{state="paused"} 2',
    'pintd_jobs_paused{reason="unauthorized"} 2',
    'pintd_records{kind="real",outcome="accepted"} 3',
    'pintd_records{kind="real",outcome="invalid"} 1',
    'pintd_records{kind="real",outcome="not_sent"} 1',
    'pintd_records{kind="test",outcome="accepted"} 2',
    'pintd_calls_total{kind="real"} 2',
    'pintd_uploads 4',
    'pintd_sweep_failed{sweep="personal_data"} 0',
  ]) {
    expect(lines).toContain(line);
  }
  const hasWal = lines.some((line) => line.startsWith('pintd_database_bytes{file="wal"}'));
  expect(hasWal).toBe(runtime.env.databaseUrl === undefined);
  const text = lines.join('\n');
  for (const secret of [ACCOUNT, 'Shop', 'events.csv', 'pina_', runtime.env.dataDir])
    expect(text).not.toContain(secret);
});

test('standbys are counted by state; faults and the greatest lag have metrics only if they exist', async () => {
  const product = await startProduct();
  const status = await reportStatus(await statusOptions(product.runtime));
  const linesOf = async (replication: Replication | null) =>
    (await metricsText({ ...status, replication, certificate: undefined }))
      .split('\n')
      .filter((line) => line.startsWith('pintd_replication'));
  expect(await linesOf(null)).toEqual([]);
  expect(await linesOf({ standbys: [], fault: null })).toEqual([]);
  const standby = { name: 'db2', lagMs: null };
  const standbys = [
    { ...standby, sync: 'quorum', lagBytes: 5 },
    { ...standby, sync: 'quorum', lagBytes: 7 },
    { ...standby, sync: null, lagBytes: null },
  ] as const;
  expect(await linesOf({ standbys, fault: { code: 'postgresql_standby', params: {} } })).toEqual([
    'pintd_replication_fault{code="postgresql_standby"} 1',
    'pintd_replication_standbys{state="quorum"} 2',
    'pintd_replication_standbys{state="unknown"} 1',
    'pintd_replication_lag_bytes 7',
  ]);
});

test('the help of every metric is a sentence, and its samples have exactly the listed labels', async () => {
  const product = await startProduct();
  await product.run(await product.export(validLines(1)));
  const status = await reportStatus(await statusOptions(product.runtime));
  for (const { help, labels, samples } of METRICS) {
    expect(help).toMatch(/\.$/);
    for (const [sampleLabels] of samples({ ...status, certificate: { validUntil: status.at } }))
      expect(Object.keys(sampleLabels)).toEqual(labels);
  }
});

test('the served certificate has a metric only if there is one, even after it has expired', async () => {
  const product = await startProduct();
  const now = product.runtime.clock.now();
  const name = 'pintd_certificate_expiry_seconds';
  expect((await scrape(product)).filter((line) => line.includes(name))).toEqual([]);
  const secondsOf = async (validUntil: number) => {
    const line = (await scrape(product, { validUntil })).find((each) => each.startsWith(`${name} `));
    return Number(line?.split(' ')[1]);
  };
  expect(await secondsOf(now + 90_000)).toBeCloseTo(90, -1);
  expect(await secondsOf(now - 3_600_000)).toBeCloseTo(-3600, -1);
});
