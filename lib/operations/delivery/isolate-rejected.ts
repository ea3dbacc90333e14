import type { Events } from '../../core/delivery/events.ts';
import type { BatchIntent, Exchange } from '../../core/delivery/ledger.ts';
import { settleRefused } from '../../core/delivery/settle.ts';
import type { LoadedBatch, Run } from './run.ts';

/** Maximum number of probes for one refused batch. A probe is a test call with a part of its events. */
const MAX_PROBES = 256;

/** A probe had no usable result. It recorded nothing, so the batch can be retried later. */
export class ProbeFailed extends Error {}

interface Findings {
  /** The message for each rejected event, by its index. */
  readonly rejectedEvents: Map<number, string>;
  readonly probes: number;
}

/**
 * One malformed event makes the receiving service refuse a whole call. Finds the malformed events by bisection with
 * probes, which record nothing; rejects them, and returns the others as a new batch, if any. Throws ProbeFailed if a
 * probe has no usable result.
 */
export async function isolateRejected(
  run: Run,
  { batch, events }: LoadedBatch,
  message: string,
  { exchange, isLastRepeat }: { exchange: Exchange; isLastRepeat: boolean },
): Promise<LoadedBatch | undefined> {
  const { rejectedEvents, probes } = await findRejectedEvents(run, events, message);
  // If no event is refused on its own, the call is repeated; after the last repeat, all its events are rejected.
  if (rejectedEvents.size === 0 && isLastRepeat) for (const index of events.indexes) rejectedEvents.set(index, message);
  const remaining = events.filter((index) => !rejectedEvents.has(index));
  const rejected = [...rejectedEvents.keys()].map((index) => events.recordNumberAt(index));
  const next = remaining.count === 0 ? undefined : intentWithout(run, { batch, events: remaining }, rejected);
  const narrowed = await run.ledger.narrow(batch, settleRefused(events, rejectedEvents, exchange, probes), next);
  await run.ledger.log('warn', 'batch_narrowed', {
    batch: batch.name,
    events: batch.events,
    rejected: rejectedEvents.size,
    probes,
  });
  return narrowed && { batch: narrowed, events: remaining };
}

/**
 * Finds the malformed events: halves a refused group again and again, down to single events. A group that passes
 * contains none. If both halves of a group pass, the group contains none, either.
 */
async function findRejectedEvents(run: Run, events: Events, message: string): Promise<Findings> {
  const rejectedEvents = new Map<number, string>();
  const suspects: SuspectGroup[] = [{ group: events.indexes, message }];
  let probes = 0;
  for (let suspect = suspects.pop(); suspect; suspect = suspects.pop()) {
    const halves = suspect.group.length > 1 && probes < MAX_PROBES ? halve(suspect.group) : [];
    probes += halves.length;
    suspects.push(...(await probeAll(run, events, halves)));
    if (halves.length > 0) continue;
    // A single event, or a group left when the probes are used up: all of it is rejected with this message.
    for (const index of suspect.group) rejectedEvents.set(index, suspect.message);
  }
  return { rejectedEvents, probes };
}

interface SuspectGroup {
  /** Indexes of events. */
  readonly group: readonly number[];
  /** The message of the refusal. */
  readonly message: string;
}

function halve(group: readonly number[]): (readonly number[])[] {
  const middle = Math.ceil(group.length / 2);
  return [group.slice(0, middle), group.slice(middle)];
}

/** The groups whose probes are refused. */
async function probeAll(run: Run, events: Events, groups: readonly (readonly number[])[]): Promise<SuspectGroup[]> {
  const refused: SuspectGroup[] = [];
  for (const group of groups) {
    const members = new Set(group);
    const message = await probe(
      run,
      events.filter((index) => members.has(index)),
    );
    if (message !== undefined) refused.push({ group, message });
  }
  return refused;
}

/** The message if a probe with these events is refused; undefined if it passes. */
async function probe(run: Run, group: Events): Promise<string | undefined> {
  const asTest = { isTest: true };
  const { result } = await run.call(group, await run.acquirePermit(asTest), asTest);
  if (result.kind === 'malformed') return result.message;
  if (result.kind !== 'answered') throw new ProbeFailed(result.kind);
  return undefined;
}

/** The intent for the remaining events of a batch. Batch `7` is followed by `7.1`, then by `7.2`. */
function intentWithout(run: Run, { batch, events }: LoadedBatch, rejected: readonly number[]): BatchIntent {
  const [root = batch.name, step = '0'] = batch.name.split('.');
  return {
    name: `${root}.${Number(step) + 1}`,
    from: batch.from,
    lastRecord: batch.lastRecord,
    endByte: batch.endByte,
    leftOut: [...batch.leftOut, ...rejected],
    events: events.count,
    bodySha256: run.options.sha256(events.body),
  };
}
