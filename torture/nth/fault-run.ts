import { cp } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isFinal, isResumable, type Job } from '#lib/core/job/job.ts';
import { Program } from '../kit/process.ts';
import { Product } from '../kit/product.ts';
import { addsUp } from '../kit/verdict.ts';
import type { FaultPlan, Kind } from './fault-plan.ts';
import { faultyPlatform, faultyRuntime, withFaultySync } from './faulty-parts.ts';

const VALID_RECORDS = 20;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '5', PINTD_CALLS_IN_FLIGHT: '2', PINTD_DISK_RESERVE_BYTES: '0' };

/** The phase with the fault: the creation of file and job, or the execution of the job. */
export type Phase = 'create' | 'execute';

/**
 * A small export with one fault; then the fault is removed, the product is reopened, and the job continues. Returns the
 * violations at the end, one line each.
 */
export async function runWithFault(
  dataDir: string,
  template: string,
  phase: Phase,
  plan: FaultPlan,
): Promise<string[]> {
  await cp(template, dataDir, { recursive: true });
  const product = await openProduct(dataDir, plan);
  try {
    await exportWithFault(product, phase, plan);
    await finish(product);
    return await violationsOf(product);
  } finally {
    await product.close();
  }
}

/**
 * Like `runWithFault`, with a process that crashes at the given operation while it executes the job. `hasCrashed` is
 * false if the process ended before that operation.
 */
export async function runWithCrash(
  dataDir: string,
  template: string,
  kind: Kind,
  at: number,
): Promise<{ readonly violations: string[]; readonly hasCrashed: boolean }> {
  await cp(template, dataDir, { recursive: true });
  const product = await openProduct(dataDir, undefined);
  try {
    const { id } = await product.export(csv());
    const settings = { ...SETTINGS, PINTD_DATA_DIR: dataDir, PINTEREST_API_BASE_URL: product.sandbox.url };
    const program = new Program('torture/nth/crashing-process.ts', [`${id}`, kind, `${at}`], { settings });
    const { signal, status, err } = await program.ended;
    await finish(product);
    const badEnd = signal === 'SIGKILL' || status === 0 ? [] : [`the process ended with ${status}: ${err}`];
    return { violations: [...badEnd, ...(await violationsOf(product))], hasCrashed: signal === 'SIGKILL' };
  } finally {
    await product.close();
  }
}

/** Creates a data folder to copy for each run. */
export async function createTemplate(dataDir: string): Promise<void> {
  await (await openProduct(dataDir, undefined)).close();
}

function openProduct(dataDir: string, plan: FaultPlan | undefined): Promise<Product> {
  if (!plan) return Product.open({ dataDir, settings: SETTINGS });
  return Product.open({
    dataDir,
    settings: SETTINGS,
    platform: (platform) => faultyPlatform(platform, plan),
    runtime: (runtime) => faultyRuntime(runtime, plan),
  });
}

/** If creating the job fails, tries again, as a person would. */
async function exportWithFault(product: Product, phase: Phase, plan: FaultPlan): Promise<void> {
  const file = csv();
  const ignoringErrors = async (work: () => Promise<unknown>) => {
    plan.arm();
    await withFaultySync(plan, work).catch(() => {}); // the result is checked afterwards
    plan.disarm();
  };
  if (phase === 'create') await ignoringErrors(() => product.export(file));
  if ((await jobsOf(product)).length === 0) await product.export(file);
  const [job] = await jobsOf(product);
  if (job && phase === 'execute') await ignoringErrors(() => product.run(job));
}

/**
 * Reopens the product, as after a restart, and continues unfinished jobs. Leases that a crashed process took must
 * expire first.
 */
async function finish(product: Product): Promise<void> {
  for (let tries = 0; tries < 20 && (await unfinished(product)).length > 0; tries++) {
    if (tries > 3) await wait(500);
    await product.reopen();
    for (const job of await unfinished(product)) await product.run(job);
  }
}

function jobsOf({ runtime }: Product): Promise<readonly Job[]> {
  return runtime.jobs.list({ limit: 10 });
}

async function unfinished(product: Product): Promise<Job[]> {
  return (await jobsOf(product)).filter((job) => !isFinal(job.state) || isResumable(job));
}

async function violationsOf(product: Product): Promise<string[]> {
  const jobs = await jobsOf(product);
  const accepted = jobs.reduce((sum, { records }) => sum + records.accepted, 0);
  const resent = jobs.reduce((sum, { resentAfterUnknown }) => sum + resentAfterUnknown, 0);
  const { unique, repeats, changed } = await receivedBy(product);
  return [
    ...jobs.filter(({ state }) => state !== 'success').map(({ state, error }) => `${state} ${error?.code}`),
    ...jobs.filter(({ records }) => !addsUp(records)).map(({ records }) => JSON.stringify(records)),
    ...(jobs.length === 1 ? [] : [`${jobs.length} jobs`]),
    ...(accepted === VALID_RECORDS ? [] : [`${accepted} accepted instead of ${VALID_RECORDS}`]),
    ...(unique === VALID_RECORDS ? [] : [`${unique} unique events instead of ${VALID_RECORDS}`]),
    ...(repeats <= resent ? [] : [`${repeats} repeats, and only ${resent} are counted`]),
    ...(changed === 0 ? [] : [`${changed} events repeated in a call with another body`]),
  ];
}

async function receivedBy({ sandbox }: Product) {
  const bodyHashes = new Map<string, string>();
  let repeats = 0;
  let changed = 0;
  for (const { accepted, body_sha256 } of await sandbox.received()) {
    for (const [id] of accepted) {
      const before = bodyHashes.get(id);
      bodyHashes.set(id, body_sha256);
      if (before !== undefined) repeats += 1;
      if (before !== undefined && before !== body_sha256) changed += 1;
    }
  }
  return { unique: bodyHashes.size, repeats, changed };
}

/** One record of the twenty-one is invalid. */
function csv(): string {
  const time = Math.floor(Date.now() / 1000) - 60;
  const lines = Array.from(
    { length: VALID_RECORDS },
    (_, i) => `checkout,web,${time},e${i + 1},user${i + 1}@shop.example`,
  );
  lines.splice(7, 0, `checkout,web,${time},bad,no-address`);
  return `${['event_name,action_source,event_time,event_id,em', ...lines].join('\n')}\n`;
}
