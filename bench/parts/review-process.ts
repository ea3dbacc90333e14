// Repairs all faulty records of a file in the background, as a worker does, while a page reads lists.
// Arguments: RECORDS PERCENT
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { connectors } from '#lib/connectors/registry.ts';
import { readEnv } from '#lib/env.ts';
import { beginReview } from '#lib/operations/review/begin-review.ts';
import { editReview } from '#lib/operations/review/edit-review.ts';
import { listReview } from '#lib/operations/review/list-review.ts';
import { runNextReview } from '#lib/operations/review/run-review.ts';
import { showRows } from '#lib/operations/review/show-rows.ts';
import { viewReview } from '#lib/operations/review/view-review.ts';
import { receiveUpload } from '#lib/operations/uploads/receive-upload.ts';
import { reviewOptions } from '#lib/runtime/operation-options.ts';
import { SYSTEM_PLATFORM } from '#lib/runtime/platform.ts';
import { PreparePool } from '#lib/runtime/reading/prepare-pool.ts';
import { openRuntime, type Runtime } from '#lib/runtime/runtime.ts';

const [records = 0, percent = 0] = process.argv.slice(2).map(Number);
const [connector] = connectors;
if (!connector) throw new Error('no connector');
const dataDir = await mkdtemp(join(tmpdir(), 'pintd-bench-'));
const env = readEnv({ PINTD_DATA_DIR: dataDir, PINTD_LOG_LEVEL: 'silent' });
/** The worker and the web process, which share a data folder. */
const worker = await openRuntime(env, 'worker', { ...SYSTEM_PLATFORM, threads: new PreparePool() });
const web = await openRuntime(env, 'web', SYSTEM_PLATFORM);

const EVENT_TIME = Math.floor(Date.now() / 1000) - 7200;

/** Faulty records have one of four errors or warnings, each with a safe repair. */
function* lines() {
  yield 'event_name,action_source,event_time,event_id,em,country,ph,value,currency,zp\n';
  for (let i = 0; i < records; i++) {
    const fault = (i * 7919) % 100 < percent ? i % 4 : -1;
    const cells = [
      'checkout',
      'web',
      fault === 0 ? `${EVENT_TIME}123` : EVENT_TIME,
      `e${i}`,
      `u${i}@mail.example`,
      fault === 1 ? 'Norge' : 'NO',
      fault === 2 ? '+47 (0)22222222' : '+4722222222',
      fault === 3 ? '$10.50' : '10.50',
      'NOK',
      '0150',
    ];
    yield `${cells.join()}\n`;
  }
}

const upload = await receiveUpload(
  Readable.from(lines()).map((line) => Buffer.from(line)),
  { name: 'e.csv' },
  {
    ...web,
    connector,
  },
);
const optionsOf = (runtime: Runtime) => reviewOptions(runtime, connector);
const never = new AbortController().signal;
const runReviews = async () => {
  while (await runNextReview(worker, never));
};
await beginReview({ connector, upload }, web);
await runReviews();

const { fixesBytes, safeRepairs } = await viewReview(upload.id, optionsOf(web));
const startedAt = performance.now();
const edit = { kind: 'safe_repairs', count: safeRepairs.records } as const;
await editReview(upload.id, { edit, fixesBytes }, optionsOf(web));
let isRunning = true;
const running = runNextReview(worker, never).finally(() => {
  isRunning = false;
});
let slowestMs = 0;
while (isRunning) {
  const requestedAt = performance.now();
  const { ranges } = await listReview(upload.id, { show: 'invalid' }, optionsOf(web));
  const [first = [1, 1]] = ranges;
  await showRows(upload.id, { records: [first[0]], showPersonal: false }, optionsOf(web));
  slowestMs = Math.max(slowestMs, performance.now() - requestedAt);
  await Promise.race([running, wait(100)]);
}
await running;
const seconds = (performance.now() - startedAt) / 1000;
const { changed } = await viewReview(upload.id, optionsOf(web));
if (changed !== null && changed !== safeRepairs.records) throw new Error(`${changed} records were repaired`);
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
await Promise.all([worker.close(), web.close()]);
await rm(dataDir, { recursive: true, force: true });
process.send?.({ seconds, slowestMs, peakMegabytes });
