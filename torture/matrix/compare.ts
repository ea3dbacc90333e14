import type { Job } from '#lib/core/job/job.ts';
import type { Product } from '../kit/product.ts';
import { addsUp } from '../kit/verdict.ts';
import { type Expected, type Range, VALID_RECORDS } from './expected.ts';

/** Differences from the expectation, one line each: in the job's status, then at the sandbox. */
export async function compare(product: Product, job: Job, expected: Expected, waited?: number): Promise<string[]> {
  const faults = [
    ...unless(job.state === expected.state, `state ${job.state} instead of ${expected.state}`),
    ...unless(job.error?.code === expected.error, `error ${job.error?.code} instead of ${expected.error}`),
    ...unless(addsUp(job.records), `${JSON.stringify(job.records)} does not add up`),
    ...unless(isWithin(job.resentAfterUnknown, expected.resent), `resent ${job.resentAfterUnknown}`),
    ...unless(job.calls === (expected.calls ?? job.calls), `${job.calls} calls instead of ${expected.calls}`),
    ...unless(waited === undefined || !expected.waited || isWithin(waited, expected.waited), `waited ${waited} s`),
  ];
  for (const [name, count] of Object.entries(expected.records)) {
    const actual = job.records[name as keyof typeof expected.records];
    faults.push(...unless(actual === count, `${name} ${actual} instead of ${count}`));
  }
  return [...faults, ...(await differencesAtSandbox(product, job))];
}

/** Compares events and calls at the sandbox, the bytes of repeats, and the stored rejections with the job's counts. */
async function differencesAtSandbox({ sandbox, runtime }: Product, job: Job): Promise<string[]> {
  const { received, bodies, changed } = await acceptedBy(sandbox);
  const { accepted, uncertain } = job.records;
  const isDirect = Object.values(runtime.env.apiBaseUrls).includes(sandbox.url);
  const rejected = (await runtime.records.page(job.id, { status: 'rejected' }, 0, VALID_RECORDS)).length;
  return [
    ...changed,
    ...unless(isWithin(bodies.size, [accepted, accepted + uncertain]), `${bodies.size} unique events at the sandbox`),
    ...unless(rejected === job.records.rejected, `${rejected} records stored as rejected`),
    ...unless(received <= job.calls, `${received} calls at the sandbox, and only ${job.calls} were counted`),
    ...unless(received === job.calls || !isDirect, `${received} calls at the sandbox instead of ${job.calls}`),
  ];
}

async function acceptedBy(sandbox: Product['sandbox']) {
  const received = await sandbox.received();
  const bodies = new Map<string, string>();
  const changed: string[] = [];
  for (const { accepted, body_sha256, test } of received) {
    for (const [id] of test ? [] : accepted) {
      if ((bodies.get(id) ?? body_sha256) !== body_sha256) changed.push(`${id} was repeated with different bytes`);
      bodies.set(id, body_sha256);
    }
  }
  return { received: received.length, bodies, changed };
}

function unless(isRight: boolean, fault: string): string[] {
  return isRight ? [] : [fault];
}

function isWithin(value: number, [min, max]: Range): boolean {
  return value >= min && value <= max;
}
