import { isDeepStrictEqual } from 'node:util';
import type { Job, RecordCounts } from '#lib/core/job/job.ts';
import type { Product } from './product.ts';
import type { Position, Validation } from './validation.ts';

/** Invariants of any file. Each function returns their violations in words. */

/** IDs of real events, by the sandbox's response; `all` is sorted. */
export interface Sent {
  readonly accepted: readonly string[];
  readonly failed: readonly string[];
  readonly all: readonly string[];
}

/** With invalid records skipped: all other records are sent or left out, and each is counted once. */
export async function violationsWhenSkipping(
  product: Product,
  validation: Validation,
  job: Job,
  sent: Sent,
): Promise<readonly string[]> {
  const { records } = job;
  const stored = await invalidPositions(product, job);
  return [
    ...unless(job.state === 'success', `the job ended in ${job.state} ${job.error?.code ?? ''}`),
    ...unless(sumOf(records) === records.read, 'the outcomes do not add up to read'),
    ...unless(records.read === validation.read, `${records.read} records read, ${validation.read} validated`),
    ...unless(records.not_sent === validation.leftOut, `${records.not_sent} not sent, ${validation.leftOut} left out`),
    ...unless(records.uncertain === 0, 'records are uncertain'),
    ...unless(stored.length === records.invalid, `${records.invalid} invalid, ${stored.length} stored`),
    ...unless(
      isDeepStrictEqual(stored, validation.invalid),
      'the stored invalid records differ from those of the validation',
    ),
    ...unless(
      sent.accepted.length === records.accepted,
      `${records.accepted} accepted, ${sent.accepted.length} accepted by the sandbox`,
    ),
    ...unless(sent.failed.length === records.rejected, `${records.rejected} rejected, ${sent.failed.length} failed`),
    ...unless(isDeepStrictEqual(sent.all, validation.validIds), 'the sent events differ from the valid ones'),
    ...validation.violations,
  ];
}

const PAGE = 50;

/** The invalid records of the ledger, page by page: their issues may not fit in memory. */
async function invalidPositions({ runtime }: Product, job: Job): Promise<readonly Position[]> {
  const positions: Position[] = [];
  for (let last: number | undefined = 0; last !== undefined; ) {
    const page = await runtime.records.page(job.id, { status: 'invalid' }, last, PAGE);
    positions.push(...page.map(({ record, line }) => ({ record, line })));
    last = page.at(-1)?.record;
  }
  return positions;
}

/**
 * Without skipping, the job stops at the first invalid record: all records before it are sent, none after it is read.
 */
export function violationsWhenStopping({ read, invalid, idsBeforeInvalid }: Validation, job: Job, sent: Sent) {
  const { records } = job;
  const [first] = invalid;
  return [
    ...unless(job.state === (first ? 'error' : 'success'), `without skipping, the job ended in ${job.state}`),
    ...unless(
      !first || job.error?.code === 'invalid_record',
      `without skipping, the job's error is ${job.error?.code}`,
    ),
    ...unless(sumOf(records) === records.read, 'without skipping, the outcomes do not add up to read'),
    ...unless(records.read === (first?.record ?? read), `without skipping, ${records.read} records were read`),
    ...unless(records.invalid === (first ? 1 : 0), `without skipping, ${records.invalid} records were invalid`),
    ...unless(isDeepStrictEqual(sent.all, idsBeforeInvalid), 'without skipping, other events were sent'),
  ];
}

export function unless(isTrue: boolean, violation: string): readonly string[] {
  return isTrue ? [] : [violation];
}

function sumOf({ accepted, rejected, invalid, not_sent, uncertain }: RecordCounts): number {
  return accepted + rejected + invalid + not_sent + uncertain;
}
