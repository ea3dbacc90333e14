import { type Events, type ReadyRecord, someOf } from '../../core/delivery/events.ts';
import type { BatchIntent, Exchange } from '../../core/delivery/ledger.ts';
import { settleRefused } from '../../core/delivery/settle.ts';
import type { LoadedBatch, Run } from './run.ts';

/** So many test calls are spent on one refused batch at the most. */
const MAX_PROBES = 256;

/** A probe found no verdict: nothing has been lost or sent, and the batch can be tried again later. */
export class ProbeFailed extends Error {}

interface Findings {
  readonly rejectedEvents: Map<ReadyRecord, string>;
  readonly probes: number;
}

/**
 * One malformed event makes the other side refuse a whole call. Looks for the events at fault by halves, with test calls
 * that record nothing, gives those their outcome, and hands the others on as a batch of their own, if any are left.
 * Throws ProbeFailed where the test calls bring no verdict.
 */
export async function isolateRejected(
  run: Run,
  { batch, events }: Pick<LoadedBatch, 'batch' | 'events'>,
  message: string,
  { exchange, isLast }: { exchange: Exchange; isLast: boolean },
): Promise<LoadedBatch | undefined> {
  const { rejectedEvents: culprits, probes } = await findRejectedEvents(run, events, message);
  // Nobody is at fault by themselves. A call that is refused for nothing goes out again; one that always is, does not.
  if (culprits.size === 0 && isLast) for (const record of events.records) culprits.set(record, message);
  const rest = someOf(events, (record) => !culprits.has(record));
  const next = rest.records.length === 0 ? undefined : intentWithout(run, { batch, events: rest }, culprits);
  const narrowed = await run.ledger.narrow(batch, settleRefused(culprits, exchange, probes), next);
  await run.ledger.log('warn', 'batch_narrowed', {
    batch: batch.name,
    events: batch.events,
    rejected: culprits.size,
    probes,
  });
  return narrowed && { batch: narrowed, events: rest, unknown: false };
}

/**
 * A group that passes as a whole holds no culprit; one that does not is halved until it is a single event. Where both
 * halves pass, none of its events is at fault.
 */
async function findRejectedEvents(run: Run, events: Events, message: string): Promise<Findings> {
  const culprits = new Map<ReadyRecord, string>();
  const suspects: Suspects[] = [{ group: events.records, message }];
  let probes = 0;
  for (let suspect = suspects.pop(); suspect; suspect = suspects.pop()) {
    const halves = suspect.group.length > 1 && probes < MAX_PROBES ? halve(suspect.group) : [];
    probes += halves.length;
    const found = await probeAll(run, events, halves);
    suspects.push(...found);
    if (halves.length > 0) continue;
    // A single event, or a group that cannot be narrowed further: refused in these words, whichever of them it was.
    for (const record of suspect.group) culprits.set(record, suspect.message);
  }
  return { rejectedEvents: culprits, probes };
}

interface Suspects {
  readonly group: readonly ReadyRecord[];
  /** The words in which the group was refused. */
  readonly message: string;
}

function halve(group: readonly ReadyRecord[]): (readonly ReadyRecord[])[] {
  const middle = Math.ceil(group.length / 2);
  return [group.slice(0, middle), group.slice(middle)];
}

async function probeAll(run: Run, events: Events, groups: readonly (readonly ReadyRecord[])[]): Promise<Suspects[]> {
  const found: Suspects[] = [];
  for (const group of groups) {
    const members = new Set(group);
    const message = await probe(
      run,
      someOf(events, (record) => members.has(record)),
    );
    if (message !== undefined) found.push({ group, message });
  }
  return found;
}

/** The words in which a test call with these events is refused whole; undefined where it is not. */
async function probe(run: Run, group: Events): Promise<string | undefined> {
  const { answer } = await run.call(group, await run.acquirePermit(true), true);
  if (answer.kind === 'malformed') return answer.message;
  if (answer.kind !== 'answered') throw new ProbeFailed(answer.kind);
  return undefined;
}

function intentWithout(
  run: Run,
  { batch, events }: Pick<LoadedBatch, 'batch' | 'events'>,
  culprits: ReadonlyMap<ReadyRecord, string>,
): BatchIntent {
  const [root = batch.name, step = '0'] = batch.name.split('.');
  return {
    name: `${root}.${Number(step) + 1}`,
    from: batch.from,
    lastRecord: batch.lastRecord,
    endByte: batch.endByte,
    leftOut: [...batch.leftOut, ...[...culprits.keys()].map(({ record }) => record)],
    events: events.records.length,
    bodySha256: run.options.sha256(events.body),
  };
}
