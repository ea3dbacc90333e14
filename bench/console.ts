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
import { memoryOf } from './kit/memory-of.ts';
import { atMost, type Row } from './kit/row.ts';
import { upload } from './kit/upload.ts';
import type { BenchPlan } from './plan.ts';

const BYTES_A_RECORD = 312;

/** What the web process owes to whoever looks while others work: quick pages, a free event loop, little memory. */
export async function measureConsole(folder: string, port: number, plan: BenchPlan): Promise<Row[]> {
  const other = new Program('bench/kit/drain-process.ts', []);
  const [{ url }] = (await once(other.child, 'message')) as [{ url: string }];
  const settings = {
    ...{ PINTD_DATA_DIR: join(folder, 'data'), PINTEREST_API_BASE_URL: url },
    ...{ PINTD_CALLS_PER_MINUTE: '1000000', PINTD_LOG_LEVEL: 'warn' },
  };
  const pintd = new Pintd(settings);
  await pintd.createAuthentication('Shop');
  const console = new Console(port, settings);
  console.start();
  try {
    await console.ready();
    return [
      await uploading(console, folder, plan), // before anything else has made the process grow
      await exporting(console, pintd, folder, plan),
      ...(await looking(console, plan)),
    ];
  } finally {
    await console.killAll();
    other.signal('SIGKILL');
  }
}

async function uploading(console: Console, folder: string, { uploadMegabytes }: BenchPlan): Promise<Row> {
  const path = join(folder, 'upload.csv');
  await writeBenchFile({ path, records: Math.round((uploadMegabytes * 1e6) / BYTES_A_RECORD) });
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const web = await console.webPid();
  const idle = await memoryOf(web);
  let peak = idle;
  const sending = upload(console.url, path, hash.digest('hex'));
  let isSending = true;
  const sent = sending.finally(() => {
    isSending = false;
  });
  for (; isSending; await wait(50)) peak = Math.max(peak, await memoryOf(web));
  await sent;
  return atMost(`upload of ${uploadMegabytes} MB: memory above idle`, peak - idle, 80, ' MB');
}

/** A tenth of the records is invalid; the job's page is open meanwhile, and asks how things are. */
async function exporting(console: Console, pintd: Pintd, folder: string, { records }: BenchPlan): Promise<Row> {
  const path = join(folder, 'console.csv');
  await writeBenchFile({ path, records, invalidEvery: 10 });
  const job = await pintd.enqueue(path, { ad_account_id: '549' });
  await delayOf(console.url); // each look at it begins a new measurement
  while ((await console.job(job))?.state !== 'success') await wait(500);
  return atMost("web process during an export: event loop's delay, p99", await delayOf(console.url), 20, ' ms');
}

/** The metric is the time between two looks at the clock, of which these are to be expected: no loop is ever below. */
const LOOKS_EVERY_MS = 10;

async function delayOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_p99_seconds(?:\{.*\})? (\S+)$/m.exec(text)?.[1]) * 1000 - LOOKS_EVERY_MS;
}

const FILTERS = [
  ...['', 'status=invalid', 'status=warned', 'code=em_malformed', 'column=event_name'],
  'status=invalid&code=event_name_unknown&column=event_name',
];

/** Every kind of page over the records, at the beginning, in the middle and at the end of the job. */
async function looking(console: Console, { records, runs }: BenchPlan): Promise<Row[]> {
  const places = [0, Math.round(records / 2), records - 1000];
  const pages = FILTERS.flatMap((filter) => places.map((after) => `/jobs/1/records?${filter}&after=${after}`));
  const slowest = async (paths: readonly string[]) => {
    const times: number[] = [];
    for (const path of paths) times.push(await timeOf(console.url + path, runs));
    return Math.max(...times);
  };
  const all = ['/jobs/1', '/jobs/1/requests', '/jobs/1/log', ...pages];
  const values = pages.map((page) => `/api${page}`);
  return [
    atMost(`slowest of ${all.length} pages of that job, any filter and place`, await slowest(all), 300, ' ms'),
    atMost(`slowest of the ${values.length} answers with their values`, await slowest(values), 300, ' ms'),
  ];
}

async function timeOf(url: string, runs: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const startedAt = performance.now();
    const answer = await fetch(url);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
    times.push(performance.now() - startedAt);
  }
  return median(times.slice(1)); // the first one warms up
}
