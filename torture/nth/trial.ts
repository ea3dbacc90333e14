import { cp } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isFinal, isResumable, type Job } from '#lib/core/job/job.ts';
import { Program } from '../kit/process.ts';
import { Product } from '../kit/product.ts';
import { isSum } from '../kit/verdict.ts';
import type { FaultPlan, Kind } from './fault-plan.ts';
import { faultyMachine, faultyRuntime, withFaultySync } from './faulty-parts.ts';

const GOOD = 20;
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '5', PINTD_CALLS_IN_FLIGHT: '2', PINTD_DISK_RESERVE_BYTES: '0' };

/** While what the fault strikes: while file and job are taken in, or while the job is executed. */
export type Stage = 'create' | 'execute';

/**
 * A small export on a machine with one fault; then the fault is gone, the process starts anew, and the job is taken up
 * again. Gives what is wrong in the end, a line each.
 */
export async function tryOnce(dataDir: string, template: string, stage: Stage, plan: FaultPlan): Promise<string[]> {
  await cp(template, dataDir, { recursive: true });
  const product = await openProduct(dataDir, plan);
  try {
    await struck(product, stage, plan);
    await finish(product);
    return await faultsOf(product);
  } finally {
    await product.close();
  }
}

/** The same, but with a process that dies at that deed while it executes the job. */
export async function crashOnce(dataDir: string, template: string, kind: Kind, at: number): Promise<string[]> {
  await cp(template, dataDir, { recursive: true });
  const product = await openProduct(dataDir, undefined);
  try {
    const { id } = await product.export(csv());
    const settings = { ...SETTINGS, PINTD_DATA_DIR: dataDir, PINTEREST_API_BASE_URL: product.sandbox.url };
    const program = new Program('torture/nth/crashing-process.ts', [`${id}`, kind, `${at}`], { settings });
    const { signal, status, err } = await program.ended;
    await finish(product);
    const survived = signal === 'SIGKILL' || status === 0 ? [] : [`the process ended with ${status}: ${err}`];
    return [...survived, ...(await faultsOf(product))];
  } finally {
    await product.close();
  }
}

/** A data folder that is ready for use, to be copied. */
export async function makeTemplate(dataDir: string): Promise<void> {
  await (await openProduct(dataDir, undefined)).close();
}

function openProduct(dataDir: string, plan: FaultPlan | undefined): Promise<Product> {
  if (!plan) return Product.open({ dataDir, settings: SETTINGS });
  return Product.open({
    dataDir,
    settings: SETTINGS,
    machine: (machine) => faultyMachine(machine, plan),
    runtime: (runtime) => faultyRuntime(runtime, plan),
  });
}

/** Whoever meets the fault while a file is taken in tries again, as a person would. */
async function struck(product: Product, stage: Stage, plan: FaultPlan): Promise<void> {
  const file = csv();
  const heedless = async (work: () => Promise<unknown>) => {
    plan.arm();
    await withFaultySync(plan, work).catch(() => {}); // what became of it is seen afterwards
    plan.heal();
  };
  if (stage === 'create') await heedless(() => product.export(file));
  if (jobsOf(product).length === 0) await product.export(file);
  const [job] = jobsOf(product);
  if (job && stage === 'execute') await heedless(() => product.run(job));
}

/** Starts anew, and takes up whatever is left; where leases go by another clock, as soon as they are over. */
async function finish(product: Product): Promise<void> {
  for (let tries = 0; tries < 20 && unfinished(product).length > 0; tries++) {
    if (tries > 3) await wait(500);
    await product.reopen();
    for (const job of unfinished(product)) await product.run(job);
  }
}

function jobsOf({ runtime }: Product): readonly Job[] {
  return runtime.jobs.list({ limit: 10 });
}

function unfinished(product: Product): Job[] {
  return jobsOf(product).filter((job) => !isFinal(job.state) || isResumable(job));
}

async function faultsOf(product: Product): Promise<string[]> {
  const jobs = jobsOf(product);
  const accepted = jobs.reduce((sum, { records }) => sum + records.accepted, 0);
  const resent = jobs.reduce((sum, { resentAfterUnknown }) => sum + resentAfterUnknown, 0);
  const { unique, repeats, changed } = await receivedBy(product);
  return [
    ...jobs.filter(({ state }) => state !== 'success').map(({ state, error }) => `${state} ${error?.code}`),
    ...jobs.filter(({ records }) => !isSum(records)).map(({ records }) => JSON.stringify(records)),
    ...(jobs.length === 1 ? [] : [`${jobs.length} jobs`]),
    ...(accepted === GOOD ? [] : [`${accepted} accepted instead of ${GOOD}`]),
    ...(unique === GOOD ? [] : [`${unique} unique events instead of ${GOOD}`]),
    ...(repeats <= resent ? [] : [`${repeats} repeats, and only ${resent} are told`]),
    ...(changed === 0 ? [] : [`${changed} repeats in other bytes`]),
  ];
}

async function receivedBy({ sandbox }: Product) {
  const bodies = new Map<string, string>();
  let [repeats, changed] = [0, 0];
  for (const { accepted, body_sha256 } of await sandbox.received()) {
    for (const [id] of accepted) {
      const before = bodies.get(id);
      bodies.set(id, body_sha256);
      if (before !== undefined) repeats += 1;
      if (before !== undefined && before !== body_sha256) changed += 1;
    }
  }
  return { unique: bodies.size, repeats, changed };
}

/** One record of the twenty-one is invalid. */
function csv(): string {
  const time = Math.floor(Date.now() / 1000) - 60;
  const lines = Array.from({ length: GOOD }, (_, i) => `checkout,web,${time},e${i + 1},user${i + 1}@shop.example`);
  lines.splice(7, 0, `checkout,web,${time},bad,nobody`);
  return `${['event_name,action_source,event_time,event_id,em', ...lines].join('\n')}\n`;
}
