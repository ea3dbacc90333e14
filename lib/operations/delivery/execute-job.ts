import type { Chunk } from '../../core/delivery/batch.ts';
import type { Events } from '../../core/delivery/events.ts';
import {
  type Acceptances,
  type Batch,
  type BatchIntent,
  type JobLedger,
  LeaseLost,
  NO_ACCEPTANCES,
  type OpenState,
  type Progress,
} from '../../core/delivery/ledger.ts';
import { type RecordOutcome, recordNumbers, tabulate } from '../../core/delivery/outcome-table.ts';
import { isUnknownTooLong } from '../../core/delivery/retry.ts';
import { leftOutOutcomes, settleUncertain, type UncertainReason } from '../../core/delivery/settle.ts';
import { UserError } from '../../core/errors.ts';
import { finalStateOf, type RecordCounts } from '../../core/job/job.ts';
import { mapAhead } from '../../core/map-ahead.ts';
import { deliverBatch } from './deliver-batch.ts';
import { type Interrupt, withLease } from './job-lease.ts';
import { type Repeats, readRepeats } from './repeats.ts';
import { type CallPermit, type PreparedFile, Run, type RunOptions } from './run.ts';
import {
  BACK_TO_QUEUE,
  INTERNAL,
  isRefused,
  loggedError,
  type Stop,
  throwUnlessLeaseLost,
  userStopOf,
} from './stops.ts';

/**
 * Executes a claimed job: finishes the batches that an earlier execution left open, then reads on until the file ends,
 * a person or the receiving service stops the job, or it is interrupted. Every step is committed to the ledger, so that
 * after a crash another execution continues without losing or repeating a record.
 */
export async function executeJob(options: RunOptions, interrupt: Interrupt): Promise<void> {
  const run = new Run(options);
  try {
    await withLease(run, interrupt, () => sendFile(run));
  } catch (error) {
    if (!(error instanceof LeaseLost)) await fail(run, error).catch(throwUnlessLeaseLost);
  }
}

/**
 * Ends the run after an error. A fault of this machine does not end the job: all commits are kept, so it can continue.
 */
async function fail(run: Run, error: unknown): Promise<void> {
  const stop = run.stop ?? userStopOf(error);
  if (stop.state === 'error' && error instanceof UserError)
    await run.ledger.log('error', 'file_refused', loggedError(stop));
  await run.ledger.finish(stop.state, stop.error);
  if (stop === INTERNAL) throw error;
}

async function sendFile(run: Run): Promise<void> {
  const { ledger, connector, openFile } = run.options;
  const file = await openFile(await ledger.firstNoted(connector.oncePerFile));
  try {
    if (!run.stop) await send(run, file);
    await conclude(run, file);
  } finally {
    file.close();
  }
}

async function send(run: Run, file: PreparedFile): Promise<void> {
  const { ledger } = run.options;
  const { job } = ledger;
  await ledger.log('info', job.records.read === 0 ? 'job_started' : 'job_resumed', {
    test: Number(job.testEvent),
    skip: Number(job.skipInvalidRecord),
    ...file.columns,
  });
  try {
    await run.unlessHalted(() => sendOpenBatches(run, file));
    // Reading starts without calls in flight: if the process dies before the next call, the file is the cause.
    await run.inFlight.drain();
    await run.unlessHalted(() => sendFromCursor(run, file));
  } finally {
    await run.inFlight.drain();
  }
}

async function sendOpenBatches(run: Run, file: PreparedFile): Promise<void> {
  for (const batch of await run.ledger.openBatches()) {
    await run.inFlight.waitForRoom();
    if (run.stop) return;
    await retryBatch(run, batch, await file.eventsOf(batch));
  }
}

/** Sends an open batch again if that is allowed; otherwise marks its events as uncertain. */
async function retryBatch(run: Run, batch: Batch, events: Events): Promise<void> {
  const bodySha256 = run.options.sha256(events.body);
  const reason = reasonNotToRetry(run, batch, {
    events: events.count,
    isSame: bodySha256 === batch.bodySha256,
  });
  if (reason) return markUncertain(run, batch, events, reason);
  const permit = await run.acquirePermit();
  const retried = await run.ledger.recordAttempt(batch, bodySha256);
  run.inFlight.start(() => deliverBatch(run, { batch: retried, events, openAs: openStateOf(batch) }, permit));
}

/** What is known about an open batch. A call whose process died may have been accepted. */
function openStateOf({ state }: Batch): OpenState {
  return state === 'waiting' || state === 'resend' ? state : 'unknown';
}

/**
 * Why a batch must not be sent again; undefined if it may be. One that may have been accepted is retried only byte for
 * byte, within a day of its first call, and if the job allows it. A batch that was not accepted, or that a person
 * decided to resend, may have other bytes, but not another number of events.
 */
function reasonNotToRetry(
  run: Run,
  batch: Batch,
  rebuilt: { events: number; isSame: boolean },
): UncertainReason | undefined {
  const { ledger, clock } = run.options;
  const isUnknown = openStateOf(batch) === 'unknown';
  const mayChange = !isUnknown && rebuilt.events === batch.events;
  if (!rebuilt.isSame && !mayChange) return 'rebuilt_differently';
  if (!isUnknown) return undefined;
  if (ledger.job.delivery === 'at_most_once') return 'not_sent_again';
  return isUnknownTooLong(batch, clock.now()) ? 'unknown_too_long' : undefined;
}

async function markUncertain(run: Run, batch: Batch, events: Events | undefined, code: UncertainReason): Promise<void> {
  await run.ledger.settle(batch, { ...settleUncertain(events, code, undefined), uncertain: batch.events });
  await run.ledger.log('error', 'batch_doubted', { batch: batch.name, events: batch.events });
}

async function sendFromCursor(run: Run, file: PreparedFile): Promise<void> {
  const { ledger } = run.options;
  const { job } = ledger;
  if (!job.skipInvalidRecord && job.records.invalid > 0) return; // the job stopped at an invalid record
  let batchNumber = (await ledger.current()).batches;
  using seen = run.options.newSeenEvents();
  const repeats = await readRepeats(run, seen);
  const withAcceptances = async (chunk: Chunk) => ({
    ...chunk,
    acceptedBy: await acceptedBefore(ledger, chunk.events),
  });
  for await (const chunk of mapAhead(file.chunks(job.cursor), withAcceptances)) {
    await run.inFlight.waitForRoom();
    if (run.stop) return;
    const next = nextCall(chunk, repeats);
    if (next.events.count === 0) {
      await ledger.recordIntent(next.progress, undefined);
    } else if (job.unknownSince !== null) {
      await retryUnknown(run, next, { name: String(++batchNumber), unknownSince: job.unknownSince });
    } else {
      const permit = await run.acquirePermit();
      if (run.stop) return;
      startCall(run, next, { name: String(++batchNumber), permit });
    }
  }
}

/** A chunk, and which of its events were accepted before. */
interface RecalledChunk extends Chunk {
  readonly acceptedBy: Acceptances;
}

/** What is sent of a chunk, and what is stored about it. */
interface NextCall {
  readonly chunk: Chunk;
  /** The events to send. */
  readonly events: Events;
  readonly progress: Progress;
  readonly leftOut: readonly RecordOutcome[];
}

function nextCall(chunk: RecalledChunk, repeats: Repeats): NextCall {
  const { acceptedBy } = chunk;
  const repeated = repeats.among(chunk.events);
  const leftOut = leftOutOutcomes(chunk.events, { acceptedBy, kept: repeated });
  const isSent = (index: number) => !acceptedBy.has(index) && !repeated.has(index);
  const events = leftOut.length === 0 ? chunk.events : chunk.events.filter(isSent);
  const progress = { ...progressOf(chunk, events, leftOut), repeats: repeated.size };
  return { chunk, events, progress, leftOut };
}

/**
 * Starts a call once its intent is committed. Does not wait for the commit, so that permits and intents of the next
 * calls can be requested meanwhile, even if the database is far away. Intents are committed in order, and none after
 * one that failed.
 */
function startCall(run: Run, next: NextCall, { name, permit }: { name: string; permit: CallPermit }): void {
  run.inFlight.start(async () => {
    const batch = await run.ledger.recordIntent(next.progress, intentOf(run, next, name));
    if (batch) await deliverBatch(run, { batch, events: next.events, openAs: 'waiting' }, permit);
  });
}

/** Sends a chunk after a restore, although it may already have been sent between the backup and the restore. */
async function retryUnknown(
  run: Run,
  next: NextCall,
  { name, unknownSince }: { name: string; unknownSince: number },
): Promise<void> {
  const intent = { ...intentOf(run, next, name), unknownSince };
  const batch = await run.ledger.recordIntent(next.progress, intent);
  if (batch) await retryBatch(run, batch, next.events);
}

/** The earlier acceptances of events; none if the job sends such events again anyway. */
async function acceptedBefore(ledger: JobLedger, { digests }: Events): Promise<Acceptances> {
  if (ledger.job.alreadyAccepted !== 'skip') return NO_ACCEPTANCES;
  return ledger.acceptedBefore(digests);
}

function progressOf(chunk: Chunk, sent: Events, leftOut: readonly RecordOutcome[]) {
  const { from, to, read, invalid } = chunk;
  return { from, to, read, invalid, noted: [sent.warned, tabulate(leftOut), chunk.leftOut] };
}

/** Which records are left out is decided once and stored in the intent, so that later tries do not decide again. */
function intentOf(run: Run, { chunk, events, leftOut }: NextCall, name: string): BatchIntent {
  const { from, to, leftOut: byMapping } = chunk;
  return {
    name,
    from,
    lastRecord: to.record,
    endByte: to.byte,
    leftOut: [...leftOut.map(({ record }) => record), ...recordNumbers(byMapping)],
    events: events.count,
    bodySha256: run.options.sha256(events.body),
  };
}

/** Ends the run, once no call is in flight. */
async function conclude(run: Run, file: PreparedFile): Promise<void> {
  const { stop } = run; // read once: a kill that arrives later must not end the job as killed with unmarked batches
  if (stop?.state === 'killed') await markUnknownUncertain(run, file);
  const { records, ...job } = await run.ledger.current();
  const end = stop ?? finalStateOf({ ...job, records }, await run.ledger.firstInvalid());
  if (!isRefused(end)) return finish(run, end, records);
  // If the token was replaced while the last calls ended, this job was not requeued, because it was not paused yet.
  await run.ledger.write(async () => finish(run, (await run.options.isCurrentToken()) ? end : BACK_TO_QUEUE, records));
}

type End = Stop | ReturnType<typeof finalStateOf>;

async function finish({ ledger }: Run, { state, error }: End, records: RecordCounts): Promise<void> {
  await ledger.log(state === 'error' ? 'error' : 'info', `job_${state}`, { ...records });
  await ledger.finish(state, error);
}

/** A killed job makes no more calls, so events that may have been accepted become uncertain, not "not sent". */
async function markUnknownUncertain(run: Run, file: PreparedFile): Promise<void> {
  for (const batch of await run.ledger.openBatches()) {
    if (batch.state === 'waiting') continue;
    await markUncertain(run, batch, await file.eventsOf(batch).catch(noEventsIfDeleted), 'killed_before_known');
  }
}

/** If the file is gone, the events are counted, but their records cannot be named. */
function noEventsIfDeleted(error: unknown): undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
