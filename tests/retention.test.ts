import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { connectorOf } from '../lib/connectors/registry.ts';
import { uploadOf } from '../lib/core/job/job.ts';
import { translate } from '../lib/messages/translate.ts';
import { sandboxAuthentication } from '../lib/operations/authentications/choose-authentication.ts';
import { createExport } from '../lib/operations/exports/create-export.ts';
import { decideUncertain } from '../lib/operations/jobs/decide-uncertain.ts';
import { deleteJobUpload } from '../lib/operations/jobs/delete-upload.ts';
import { requeueJob } from '../lib/operations/jobs/requeue-job.ts';
import { rerunJob } from '../lib/operations/jobs/rerun-job.ts';
import { viewJob } from '../lib/operations/jobs/view-job.ts';
import { sweepPersonalData } from '../lib/operations/settings/sweep-personal-data.ts';
import { decideOptions } from '../lib/runtime/operation-options.ts';
import { rejectedCsv } from '../lib/runtime/reading/files.ts';
import { sandboxFolder } from '../lib/runtime/sandbox-folder.ts';
import { personalDataOptions, sweepsOf } from '../lib/runtime/sweeps.ts';
import { executeElsewhere } from './kit/elsewhere.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';
import { pushAndRun, startWithDatabase } from './kit/workflows.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NEVER_ABORTED = new AbortController().signal;
const NOT_ACCEPTED = { statuses: ['rejected', 'invalid'], spreadsheetSafe: false } as const;

async function sweepAfter({ runtime }: TestProduct, days: number): Promise<void> {
  await runtime.clock.sleep(days * DAY_MS, NEVER_ABORTED);
  for (const { run } of sweepsOf(runtime)) await run();
}

const foldersOf = ({ runtime }: TestProduct) => runtime.files.folders();

test('deletes a file when it is due, and keeps its job', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const job = await product.run(await product.export([...validLines(2), 'nonsense,web,1,e3,no-address']));
  const due = (await viewJob(runtime, job.id)).retention.dueAt ?? 0;
  expect(due).toBe((job.endedAt ?? 0) + 14 * DAY_MS);
  await sweepAfter(product, 13.9);
  expect(await foldersOf(product)).toHaveLength(1);
  expect(await text(await rejectedCsv(runtime, job.id, NOT_ACCEPTED))).toContain('no-address');

  await sweepAfter(product, 0.2);
  expect(await foldersOf(product)).toEqual([]);
  const view = await viewJob(runtime, job.id);
  expect(view).toMatchObject({ state: 'success', records: job.records, noted: { invalid: 1 } });
  expect(view.retention).toMatchObject({ deleted: { because: 'retention' }, dueAt: null });
  expect(view.log.at(-1)).toMatchObject({ code: 'file_deleted', params: { because: 'retention' } });
  await expect(rejectedCsv(runtime, job.id, NOT_ACCEPTED)).rejects.toMatchObject({ code: 'upload_deleted' });
  await sweepAfter(product, 1);
  expect((await viewJob(runtime, job.id)).log.filter(({ code }) => code === 'file_deleted')).toHaveLength(1);
});

test('keeps a file while a job needs it; retention counts from the end of the last job', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const first = await product.run(await product.export(validLines(1)));
  const upload = await runtime.uploads.get(uploadOf(first));
  const authentication = await runtime.authentications.get(Number(first.authenticationId));
  const connector = connectorOf(first.connector);
  const input = { connector, upload, authentication, parameters: first.parameters };
  const second = await createExport(input, runtime);
  await sweepAfter(product, 100);
  expect(await foldersOf(product)).toHaveLength(1);
  expect((await viewJob(runtime, first.id)).retention).toEqual({ deleted: null, dueAt: null, sharedWith: [second.id] });
  const refusal = { code: 'upload_in_use', params: { count: 1, jobs: String(second.id) } };
  await expect(deleteJobUpload(runtime, first.id)).rejects.toMatchObject(refusal);
  expect(translate('errors', refusal.code, refusal.params)).toContain(`Job ${second.id} has not ended`);

  await product.run(second);
  await deleteJobUpload(runtime, first.id);
  expect(await foldersOf(product)).toEqual([]);
  const { retention, log } = await viewJob(runtime, second.id);
  expect(retention.deleted).toMatchObject({ because: 'requested' });
  const { code, params } = log.at(-1) ?? { code: '' };
  expect(translate('log', code, params)).toContain('a user deleted it');
  await expect(deleteJobUpload(runtime, first.id)).rejects.toMatchObject({
    code: 'upload_deleted',
    params: { date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/), because: 'requested' },
  });
  const refused = expect.objectContaining({ code: 'upload_deleted' });
  await expect(() => createExport(input, runtime)).rejects.toThrow(refused);
  await expect(async () =>
    createExport({ ...input, upload: await runtime.uploads.get(upload.id) }, runtime),
  ).rejects.toThrow(refused);
});

test('a job without its file is not resumable', async () => {
  const product = await startProduct();
  product.sandbox.setScript([{ do: { status: 418 } }]);
  const job = await product.run(await product.export(validLines(1)));
  expect(await viewJob(product.runtime, job.id)).toMatchObject({ state: 'error', isResumable: true });
  await sweepAfter(product, 15);
  expect(await viewJob(product.runtime, job.id)).toMatchObject({ state: 'error', isResumable: false });
  await expect(() => requeueJob(product.runtime, job.id)).rejects.toThrow(
    expect.objectContaining({ code: 'upload_deleted' }),
  );
});

test('records that may have been accepted are uncertain once their job cannot continue without its file', async () => {
  const product = await startProduct();
  product.sandbox.setScript([{ do: { acceptThenReset: true } }]);
  const job = await product.run(await product.export(validLines(1)));
  expect(job).toMatchObject({ state: 'error', error: { code: 'gave_up' }, records: { not_sent: 1, uncertain: 0 } });
  await sweepAfter(product, 15);
  expect(await viewJob(product.runtime, job.id)).toMatchObject({ records: { not_sent: 0, uncertain: 1 } });
  const decided = await decideUncertain(decideOptions(product.runtime), { id: job.id, decision: 'accept' });
  expect(decided).toMatchObject({ state: 'error', records: { accepted: 1, uncertain: 0 } });
});

test('deletes files that were not exported, too, but not before a day has passed', async () => {
  const product = await startProduct();
  await product.runtime.settings.save({ retention_days: 0 });
  const job = await product.export(validLines(1));
  await expect(
    product.exportBytes(Buffer.from('event_name,action_source,event_time,event_id,em\n'), { ad_account_id: 'x' }),
  ).rejects.toMatchObject({ code: 'ad_account_id_malformed' });
  await sweepAfter(product, 0.9);
  expect(await foldersOf(product)).toHaveLength(2);
  await sweepAfter(product, 0.2);
  expect(await foldersOf(product)).toEqual([(await product.runtime.uploads.get(uploadOf(job))).folder]);
});

test('without retention, file and sandbox requests are deleted when the job ends', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await runtime.settings.save({ retention_days: 0 });
  const authentication = await sandboxAuthentication(runtime.authentications, 'pinterest_conversion');
  const job = await product.run(await product.export(validLines(3), {}, { authentication }));
  expect(job.records).toMatchObject({ read: 3, accepted: 3 });
  expect(await foldersOf(product)).toEqual([]);
  expect(await readdir(sandboxFolder(runtime.env))).toEqual([]);
});

test('the queries of a workflow are deleted with its attempt, and cannot be re-run', async () => {
  const product = await startWithDatabase();
  const { runtime } = product;
  const query = `{data: "SELECT '\${name}' AS name"}\n  database: shop\n`;
  const names = { name: 'tanaka@mail.example' };
  const attempt = await pushAndRun(
    product,
    `+named:\n  td>: ${query}+each:\n  td_for_each>: ${query}  _do:\n    echo>: x\n`,
    { params: names },
  );
  expect(attempt.state).toBe('success');
  const jobs = await runtime.jobs.list({ limit: 10 });
  const jobSqls = async () => JSON.stringify((await runtime.jobs.list({ limit: 10 })).map(({ query }) => query?.sql));
  expect([jobs.length, (await jobSqls()).split(names.name).length - 1]).toEqual([2, 2]);
  await sweepAfter(product, 15);
  expect(await jobSqls()).not.toContain(names.name);
  expect(await jobSqls()).toContain('-- workflow_name: daily');
  for (const { id } of jobs) await expect(rerunJob(runtime, id)).rejects.toMatchObject({ code: 'query_deleted' });

  const [{ id } = { id: 0 }] = jobs;
  const failed = `state = 'error', error_code = 'query_timeout', upload_id = NULL`;
  await executeElsewhere(runtime, `UPDATE job SET ${failed} WHERE id = ?`, [id]);
  expect(await viewJob(runtime, id)).toMatchObject({ isResumable: false });
  await expect(requeueJob(runtime, id)).rejects.toMatchObject({ code: 'query_deleted' });
});

test('the next sweep completes an interrupted deletion', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const job = await product.run(await product.export(validLines(1)));
  await runtime.retention.markDeletedByPerson(uploadOf(job), runtime.clock.now());
  expect(await readdir(join(runtime.env.dataDir, 'uploads'))).toHaveLength(1);
  await sweepAfter(product, 0);
  expect(await foldersOf(product)).toEqual([]);
});

test('sandbox requests are deleted even if a file cannot be removed', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const authentication = await sandboxAuthentication(runtime.authentications, 'pinterest_conversion');
  await product.run(await product.export(validLines(3), {}, { authentication }));
  expect(await readdir(sandboxFolder(runtime.env))).not.toEqual([]);
  await runtime.clock.sleep(15 * DAY_MS, NEVER_ABORTED);
  const files = { folders: () => foldersOf(product), delete: () => Promise.reject(new Error('in use')) };
  await expect(sweepPersonalData({ ...(await personalDataOptions(runtime)), files })).rejects.toThrow('in use');
  expect(await readdir(sandboxFolder(runtime.env))).toEqual([]);
});
