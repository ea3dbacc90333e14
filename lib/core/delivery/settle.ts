import type { Issue } from '../issue.ts';
import { LEFT_OUT_WHEN_PREPARED } from '../issue.ts';
import type { EventResult } from './call-result.ts';
import { type Digests, digestsAt, NO_DIGESTS } from './digests.ts';
import type { Events, ReadyRecord } from './events.ts';
import type { Acceptances, Exchange, Settlement } from './ledger.ts';
import type { RecordOutcome } from './outcome-table.ts';
import { type KeptRecords, REPEATED } from './repeats.ts';

/** Turns the result of a call into the outcomes that the ledger stores. */

/** Issue codes of records that a job leaves out, and would leave out again. */
export const LEFT_OUT_CODES: readonly string[] = ['already_accepted', REPEATED, ...LEFT_OUT_WHEN_PREPARED];

/**
 * The outcomes of valid records that are not sent because they repeat another record of the file, or because another
 * job already delivered them.
 */
export function leftOutOutcomes(
  events: Events,
  { acceptedBy, kept }: { readonly acceptedBy: Acceptances; readonly kept: KeptRecords },
): RecordOutcome[] {
  if (acceptedBy.size === 0 && kept.size === 0) return [];
  return events.indexes.flatMap((index) => {
    const reason = repeatReason(index, kept) ?? acceptanceReason(index, acceptedBy);
    return reason ? withError(events.recordAt(index), 'not_sent', reason) : [];
  });
}

function repeatReason(index: number, kept: KeptRecords): Pick<Issue, 'code' | 'params'> | undefined {
  const record = kept.get(index);
  return record === undefined ? undefined : { code: REPEATED, params: { record } };
}

function acceptanceReason(index: number, acceptedBy: Acceptances) {
  const acceptance = acceptedBy.get(index);
  return acceptance && { code: 'already_accepted', params: { job: acceptance.job } };
}

/** The settlement of a call that was answered event by event. Each result has the index of its event. */
export function settleResults(events: Events, results: readonly EventResult[], exchange: Exchange): Settlement {
  const records = results.flatMap((result, index) => outcomeOf(result, events, index));
  const rejected = results.filter(({ accepted }) => !accepted).length;
  const digests = rejected === 0 ? events.digests : acceptedDigests(events, results);
  return { ...NO_EFFECT, state: 'done', accepted: results.length - rejected, rejected, records, digests, exchange };
}

function acceptedDigests({ digests, indexes }: Events, results: readonly EventResult[]): Digests {
  return digestsAt(
    digests,
    indexes.filter((index) => results[index]?.accepted),
  );
}

/** Issue codes that say why it is unknown whether a record was accepted. */
export const UNCERTAIN_REASONS = [
  'answer_contradictory',
  'unknown_too_long',
  'rebuilt_differently',
  'not_sent_again',
  'killed_before_known',
] as const;
export type UncertainReason = (typeof UNCERTAIN_REASONS)[number];

/** The settlement of a batch of which any record may have been accepted; without `events` if the file is gone. */
export function settleUncertain(
  events: Events | undefined,
  code: UncertainReason,
  exchange: Exchange | undefined,
): Settlement {
  const records = events?.indexes.map((index) => withError(events.recordAt(index), 'uncertain', { code })) ?? [];
  return { ...NO_EFFECT, state: 'uncertain', uncertain: events?.count ?? 0, records, exchange };
}

/**
 * The settlement of the events that caused a call to be refused: `rejectedEvents` are their indexes, each with the
 * message of the refusal.
 */
export function settleRefused(
  events: Events,
  rejectedEvents: ReadonlyMap<number, string>,
  exchange: Exchange,
  extraCallCount: number,
): Settlement {
  const records = [...rejectedEvents].map(([index, message]) =>
    withError(events.recordAt(index), 'rejected', { code: 'refused_request', params: { message } }),
  );
  return { ...NO_EFFECT, state: 'done', rejected: rejectedEvents.size, records, exchange, extraCalls: extraCallCount };
}

const NO_EFFECT = { accepted: 0, rejected: 0, uncertain: 0, digests: NO_DIGESTS, extraCalls: 0 };

/** The outcome to store for an event; none if it was accepted without a message. */
function outcomeOf({ accepted, message }: EventResult, events: Events, index: number): readonly RecordOutcome[] {
  if (accepted && message === undefined) return NO_OUTCOMES;
  const params = { message: message ?? '' };
  if (!accepted) return [withError(events.recordAt(index), 'rejected', { code: 'rejected', params })];
  const { warnings, ...place } = events.recordAt(index);
  const warning: Issue = { severity: 'warning', code: 'accepted_with_warning', column: null, field: null, params };
  return [{ ...place, status: 'accepted', issues: [...warnings, warning] }];
}

const NO_OUTCOMES: readonly RecordOutcome[] = [];

function withError(
  { warnings, ...place }: ReadyRecord,
  status: 'not_sent' | 'rejected' | 'uncertain',
  reason: Pick<Issue, 'code' | 'params'>,
): RecordOutcome {
  const error: Issue = { severity: 'error', column: null, field: null, ...reason };
  return { ...place, status, issues: [error, ...warnings] };
}
