import { isDeepStrictEqual } from 'node:util';
import type { Job, RecordCounts } from '#lib/core/job/job.ts';
import type { Judgement, Place } from './judge.ts';
import type { Product } from './product.ts';

/** What has to hold for any file, whatever is in it: each line is a promise that was broken. */

/** Ids of real events, sorted, by what the stand-in said of them. */
export interface Sent {
  readonly taken: readonly string[];
  readonly failed: readonly string[];
  readonly all: readonly string[];
}

/** With invalid records skipped: everything else is sent, and each is counted once. */
export function brokenBySkipping(product: Product, judged: Judgement, job: Job, sent: Sent): readonly string[] {
  const { records } = job;
  const noted = invalidPlaces(product, job);
  return [
    ...unless(job.state === 'success', `the job ended in ${job.state} ${job.error?.code ?? ''}`),
    ...unless(sumOf(records) === records.read, 'the outcomes do not add up to read'),
    ...unless(records.read === judged.read, `${records.read} records read, ${judged.read} judged`),
    ...unless(records.not_sent + records.uncertain === 0, 'records were neither sent nor refused'),
    ...unless(noted.length === records.invalid, `${records.invalid} invalid, ${noted.length} noted`),
    ...unless(isDeepStrictEqual(noted, judged.invalid), 'other records are noted as invalid than were judged so'),
    ...unless(sent.taken.length === records.accepted, `${records.accepted} accepted, ${sent.taken.length} taken`),
    ...unless(sent.failed.length === records.rejected, `${records.rejected} rejected, ${sent.failed.length} failed`),
    ...unless(isDeepStrictEqual(sent.all, judged.validIds), 'other events were sent than were valid'),
    ...judged.broken,
  ];
}

const PAGE = 50;

/** The records that the ledger has as invalid, a page at a time: their issues may be more than memory holds. */
function invalidPlaces({ runtime }: Product, job: Job): readonly Place[] {
  const places: Place[] = [];
  for (let last: number | undefined = 0; last !== undefined; ) {
    const page = runtime.records.page(job.id, { status: 'invalid' }, last, PAGE);
    places.push(...page.map(({ record, line }) => ({ record, line })));
    last = page.at(-1)?.record;
  }
  return places;
}

/** Off, the job stops at the first invalid record: what stands before it is sent, and nothing behind it is read. */
export function brokenByStopping({ read, invalid, idsBeforeInvalid }: Judgement, job: Job, sent: Sent) {
  const { records } = job;
  const [first] = invalid;
  return [
    ...unless(job.state === (first ? 'error' : 'success'), `without skipping, the job ended in ${job.state}`),
    ...unless(!first || job.error?.code === 'invalid_record', `it ended in error ${job.error?.code}`),
    ...unless(sumOf(records) === records.read, 'without skipping, the outcomes do not add up to read'),
    ...unless(records.read === (first?.record ?? read), `without skipping, ${records.read} records were read`),
    ...unless(records.invalid === (first ? 1 : 0), `without skipping, ${records.invalid} records were invalid`),
    ...unless(isDeepStrictEqual(sent.all, idsBeforeInvalid), 'without skipping, other events were sent'),
  ];
}

export function unless(held: boolean, broken: string): readonly string[] {
  return held ? [] : [broken];
}

function sumOf({ accepted, rejected, invalid, not_sent, uncertain }: RecordCounts): number {
  return accepted + rejected + invalid + not_sent + uncertain;
}
