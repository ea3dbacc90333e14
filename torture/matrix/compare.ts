import type { Job } from '#lib/core/job/job.ts';
import type { Product } from '../kit/product.ts';
import { isSum } from '../kit/verdict.ts';
import { type Expected, GOOD, type Range } from './expected.ts';

/** What is not as it has to be, a line each: in the status first, then at the sandbox. */
export async function compare(product: Product, job: Job, wanted: Expected, waited?: number): Promise<string[]> {
  const faults = [
    ...unless(job.state === wanted.state, `state ${job.state} instead of ${wanted.state}`),
    ...unless(job.error?.code === wanted.error, `error ${job.error?.code} instead of ${wanted.error}`),
    ...unless(isSum(job.records), `${JSON.stringify(job.records)} does not add up`),
    ...unless(isWithin(job.resentAfterUnknown, wanted.resent), `resent ${job.resentAfterUnknown}`),
    ...unless(job.calls === (wanted.calls ?? job.calls), `${job.calls} calls instead of ${wanted.calls}`),
    ...unless(waited === undefined || !wanted.waited || isWithin(waited, wanted.waited), `waited ${waited} s`),
  ];
  for (const [name, count] of Object.entries(wanted.records)) {
    const found = job.records[name as keyof typeof wanted.records];
    faults.push(...unless(found === count, `${name} ${found} instead of ${count}`));
  }
  return [...faults, ...(await atTheSandbox(product, job))];
}

/** The sandbox's own count agrees; what came again came in the same bytes; what counts as rejected was not kept. */
async function atTheSandbox({ sandbox, runtime }: Product, job: Job): Promise<string[]> {
  const { received, bodies, changed } = await keptBy(sandbox);
  const { accepted, uncertain } = job.records;
  const isDirect = Object.values(runtime.env.apiBaseUrls).includes(sandbox.url);
  const rejected = runtime.records.page(job.id, { status: 'rejected' }, 0, GOOD).length;
  return [
    ...changed,
    ...unless(isWithin(bodies.size, [accepted, accepted + uncertain]), `${bodies.size} unique events at the sandbox`),
    ...unless(rejected === job.records.rejected, `${rejected} records noted as rejected`),
    ...unless(received <= job.calls, `${received} calls at the sandbox, and only ${job.calls} were counted`),
    ...unless(received === job.calls || !isDirect, `${received} calls at the sandbox instead of ${job.calls}`),
  ];
}

async function keptBy(sandbox: Product['sandbox']) {
  const received = await sandbox.received();
  const bodies = new Map<string, string>();
  const changed: string[] = [];
  for (const { accepted, body_sha256, test } of received) {
    for (const [id] of test ? [] : accepted) {
      if ((bodies.get(id) ?? body_sha256) !== body_sha256) changed.push(`${id} came again in other bytes`);
      bodies.set(id, body_sha256);
    }
  }
  return { received: received.length, bodies, changed };
}

function unless(right: boolean, fault: string): string[] {
  return right ? [] : [fault];
}

function isWithin(value: number, [least, most]: Range): boolean {
  return value >= least && value <= most;
}
