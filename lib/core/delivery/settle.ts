import type { Issue } from '../issue.ts';
import { VALUE_LEFT_OUT } from '../issue.ts';
import type { RecordPlace } from '../record/row.ts';
import type { EventResult } from './answer.ts';
import { digestsAt, NO_DIGESTS } from './digests.ts';
import type { Events, ReadyRecord } from './events.ts';
import type { Acceptances, Exchange, Settlement } from './ledger.ts';
import type { RecordOutcome } from './outcome-table.ts';
import { type Kept, REPEATED } from './repeats.ts';

/** Turns the result of a call into the outcomes that the ledger stores. */

export function placeOf({ record, line, start, end }: RecordPlace): RecordPlace {
  return { record, line, start, end };
}

/** Valid records with warnings, before their call. */
export function warningOutcomes(ready: readonly ReadyRecord[]): RecordOutcome[] {
  return ready
    .filter(({ warnings }) => warnings.length > 0)
    .map((record) => ({ ...placeOf(record), status: 'not_sent', issues: record.warnings }));
}

/** Issue codes of records that a job leaves out, and would leave out again. */
export const LEFT_OUT_CODES: readonly string[] = ['already_accepted', REPEATED, VALUE_LEFT_OUT];

/** Valid records that are not sent: because they repeat another record of the file, or because another job got them accepted. */
export function leftOutOutcomes(
  ready: readonly ReadyRecord[],
  { acceptedBy, kept }: { acceptedBy: Acceptances; kept: Kept },
): RecordOutcome[] {
  if (acceptedBy.size === 0 && kept.size === 0) return [];
  return ready.flatMap((record, index) => {
    const reason = repeatOf(record, kept) ?? acceptanceOf(index, acceptedBy);
    if (!reason) return [];
    const issue: Issue = { severity: 'error', column: null, field: null, ...reason };
    return { ...placeOf(record), status: 'not_sent' as const, issues: [issue, ...record.warnings] };
  });
}

function repeatOf({ record }: ReadyRecord, kept: Kept): Pick<Issue, 'code' | 'params'> | undefined {
  const by = kept.get(record);
  return by === undefined ? undefined : { code: REPEATED, params: { record: by } };
}

function acceptanceOf(index: number, acceptedBy: Acceptances) {
  const acceptance = acceptedBy.get(index);
  return acceptance && { code: 'already_accepted', params: { job: acceptance.job } };
}

/** Results are matched by index: result i belongs to record i. */
export function settleAnswered(
  { records: ready, digests }: Pick<Events, 'records' | 'digests'>,
  results: readonly EventResult[],
  exchange: Exchange,
): Settlement {
  const records = ready.flatMap((record, index) => outcomeOf(record, results[index]) ?? []);
  const accepted = [...ready.keys()].filter((index) => results[index]?.accepted);
  const rejected = results.length - accepted.length;
  const acceptedDigests = accepted.length === ready.length ? digests : digestsAt(digests, accepted);
  return { ...NONE, state: 'done', accepted: accepted.length, rejected, records, digests: acceptedDigests, exchange };
}

/** Issue codes: why it is unknown whether a record was accepted. */
export const UNCERTAIN_REASONS = [
  'answer_contradictory',
  'unknown_too_long',
  'rebuilt_differently',
  'not_sent_again',
  'killed_before_known',
] as const;
export type UncertainReason = (typeof UNCERTAIN_REASONS)[number];

/** Every record of the batch may have been accepted; a person decides. */
export function settleUncertain(ready: readonly ReadyRecord[], code: UncertainReason, exchange: Exchange): Settlement {
  const records = ready.map((record) => withError(record, 'uncertain', { code }));
  return { ...NONE, state: 'uncertain', uncertain: ready.length, records, exchange };
}

/** The records that caused a call to be refused, each with the message of the refusal. */
export function settleRefused(
  rejectedEvents: ReadonlyMap<ReadyRecord, string>,
  exchange: Exchange,
  extraCalls: number,
): Settlement {
  const records = [...rejectedEvents].map(([record, message]) =>
    withError(record, 'rejected', { code: 'refused_request', params: { message } }),
  );
  return { ...NONE, state: 'done', rejected: rejectedEvents.size, records, exchange, extraCalls };
}

const NONE = { accepted: 0, rejected: 0, uncertain: 0, digests: NO_DIGESTS, extraCalls: 0 };

/** Undefined for a record that was accepted without a message: it needs no row. */
function outcomeOf(record: ReadyRecord, result: EventResult | undefined): RecordOutcome | undefined {
  if (!result) return undefined;
  const params = { message: result.message ?? '' };
  if (!result.accepted) return withError(record, 'rejected', { code: 'rejected', params });
  if (result.message === undefined) return undefined;
  const warning: Issue = { severity: 'warning', code: 'accepted_with_warning', column: null, field: null, params };
  return { ...placeOf(record), status: 'accepted', issues: [...record.warnings, warning] };
}

function withError(
  record: ReadyRecord,
  status: 'rejected' | 'uncertain',
  found: Pick<Issue, 'code' | 'params'>,
): RecordOutcome {
  const error: Issue = { severity: 'error', column: null, field: null, ...found };
  return { ...placeOf(record), status, issues: [error, ...record.warnings] };
}
