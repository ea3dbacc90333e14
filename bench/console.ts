import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Console } from '../torture/kit/console.ts';
import { Pintd } from '../torture/kit/pintd.ts';
import { Program } from '../torture/kit/process.ts';
import { writeBenchFile } from './kit/events-file.ts';
import { median } from './kit/measure.ts';
import { residentMemory } from './kit/resident-memory.ts';
import { atMost, type Row } from './kit/row.ts';
import { upload } from './kit/upload.ts';
import type { BenchPlan } from './plan.ts';

const BYTES_PER_RECORD = 312;

/** Measures the web process: memory during an upload, event loop delay during an export, then response times. */
export async function measureConsole(folder: string, port: number, plan: BenchPlan): Promise<Row[]> {
  const receiver = new Program('bench/kit/receiver-process.ts', []);
  const [{ url }] = (await once(receiver.child, 'message')) as [{ url: string }];
  const settings = {
    PINTD_DATA_DIR: join(folder, 'data'),
    PINTEREST_API_BASE_URL: url,
    PINTD_CALLS_PER_MINUTE: '1000000',
    PINTD_LOG_LEVEL: 'warn',
  };
  const pintd = new Pintd(settings);
  await pintd.createAuthentication('Shop');
  const console = new Console(port, settings);
  console.start();
  try {
    await console.waitUntilReady();
    return [
      await measureUpload(console, folder, plan), // first, while the process is still small
      await measureExport(console, pintd, folder, plan),
      ...(await measurePages(console, plan)),
    ];
  } finally {
    await console.killAll();
    receiver.signal('SIGKILL');
  }
}

async function measureUpload(console: Console, folder: string, { uploadMegabytes }: BenchPlan): Promise<Row> {
  const path = join(folder, 'upload.csv');
  await writeBenchFile({ path, records: Math.round((uploadMegabytes * 1e6) / BYTES_PER_RECORD) });
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const web = await console.webPid();
  const idle = await residentMemory(web);
  let peak = idle;
  const sending = upload(console.url, path, hash.digest('hex'));
  let isSending = true;
  const sent = sending.finally(() => {
    isSending = false;
  });
  for (; isSending; await wait(50)) peak = Math.max(peak, await residentMemory(web));
  await sent;
  return atMost(`upload of ${uploadMegabytes} MB: memory above idle`, peak - idle, 80, ' MB');
}

/** Exports a file of which a tenth of the records are invalid, and polls the job's state meanwhile. */
async function measureExport(console: Console, pintd: Pintd, folder: string, { records }: BenchPlan): Promise<Row> {
  const path = join(folder, 'console.csv');
  await writeBenchFile({ path, records, invalidEvery: 10 });
  const job = await pintd.enqueue(path, { ad_account_id: '549' });
  await eventLoopDelay(console.url); // each scrape starts a new measurement
  while ((await console.job(job))?.state !== 'success') await wait(500);
  return atMost('web process during an export: event loop delay, p99', await eventLoopDelay(console.url), 20, ' ms');
}

/** The metric is the time between two samples, which is never less than this interval. */
const SAMPLING_INTERVAL_MS = 10;

async function eventLoopDelay(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_p99_seconds(?:\{.*\})? (\S+)$/m.exec(text)?.[1]) * 1000 - SAMPLING_INTERVAL_MS;
}

const FILTERS = [
  '',
  'status=invalid',
  'status=warned',
  'code=em_malformed',
  'column=event_name',
  'status=invalid&code=event_name_unknown&column=event_name',
];

/**
 * Measures the pages of the job; its records with every kind of filter, at the beginning, in the middle and at the end.
 */
async function measurePages(console: Console, { records, rounds }: BenchPlan): Promise<Row[]> {
  const positions = [0, Math.round(records / 2), records - 1000];
  const pages = FILTERS.flatMap((filter) => positions.map((after) => `/jobs/1/records?${filter}&after=${after}`));
  const slowest = async (paths: readonly string[]) => {
    const times: number[] = [];
    for (const path of paths) times.push(await timeOf(console.url + path, rounds));
    return Math.max(...times);
  };
  const pagePaths = ['/jobs/1', '/jobs/1/batches', '/jobs/1/log', ...pages];
  const valuePaths = pages.map((page) => `/api${page}`);
  return [
    atMost(
      `slowest of ${pagePaths.length} pages of the exported job, any filter and position`,
      await slowest(pagePaths),
      300,
      ' ms',
    ),
    atMost(
      `slowest of the ${valuePaths.length} responses with the values of its records`,
      await slowest(valuePaths),
      300,
      ' ms',
    ),
  ];
}

async function timeOf(url: string, requestCount: number): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request <= requestCount; request++) {
    const startedAt = performance.now();
    const response = await fetch(url);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url} responded with ${response.status}`);
    times.push(performance.now() - startedAt);
  }
  return median(times.slice(1)); // without the warm-up
}
