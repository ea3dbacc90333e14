import { type Chunk, type ChunkLimits, cutChunks, type Preparation, type ReadyRecord } from '../core/batch.ts';
import {
  type Acceptance,
  type Batch,
  type BatchIntent,
  type Exchange,
  type JobLedger,
  LeaseLost,
  type Progress,
} from '../core/ledger.ts';
import { compilePlan } from '../core/plan.ts';
import { createPrepare } from '../core/prepare.ts';
import { leftOutOf, placeOf, settleUncertain, warnedOf } from '../core/settle.ts';
import { deliverBatch } from './export-run/deliver-batch.ts';
import { Lanes } from './export-run/lanes.ts';
import { loadBatch } from './export-run/load-batch.ts';
import { Run, type RunOptions, type Stop } from './export-run/run.ts';

const HEARTBEAT = 500;
/** Half of the time in which the other side recognises a repeated event. */
const LONGEST_UNKNOWN = 24 * 60 * 60 * 1000;
const NO_EXCHANGE: Exchange = { status: null, requestId: null, latencyMs: 0 };

/** Ends an execution from outside, and says what the job then is: waiting for a person, or for the next worker. */
export interface Interrupt {
  readonly signal: AbortSignal;
  readonly stop: Stop;
}

/** A person at a terminal interrupted it. */
export const PAUSED_BY_INTERRUPT: Stop = { state: 'paused', error: { code: 'interrupted', params: {} } };
/** A person asked for it. */
export const PAUSED_BY_USER: Stop = { state: 'paused', error: { code: 'user', params: {} } };
export const KILLED: Stop = { state: 'killed', error: null };
/** The worker goes down; the next one goes on. */
export const BACK_TO_QUEUE: Stop = { state: 'queued', error: null };

/**
 * Executes a claimed job: finishes the batches that an earlier execution left open, then reads on where it stopped, until
 * the file ends, a person or the other side stops it, or it is interrupted. Every step is committed to the job's
 * ledger, so that after a crash at any moment another execution goes on without losing or repeating a record.
 */
export async function executeJob(options: RunOptions, { signal: interrupt, stop }: Interrupt): Promise<void> {
  const run = new Run(options);
  const interrupted = () => run.halt(stop);
  interrupt.addEventListener('abort', interrupted);
  const heart = setInterval(() => beat(run), HEARTBEAT);
  try {
    if (interrupt.aborted) interrupted();
    beat(run);
    await walk(run);
  } catch (error) {
    if (!(error instanceof LeaseLost)) await fail(run, error);
  } finally {
    clearInterval(heart);
    interrupt.removeEventListener('abort', interrupted);
  }
}

/**
 * Keeps the lease, and hears what a person asked for. An owner that has lost its job just stops. It never throws: a timer
 * has nobody above it to catch what the disk says.
 */
function beat(run: Run): void {
  try {
    const request = run.ledger.heartbeat();
    if (request === 'kill') run.halt(KILLED);
    if (request === 'pause') run.halt(PAUSED_BY_USER);
  } catch (error) {
    run.halt(error instanceof LeaseLost ? KILLED : stopOf(error));
  }
}

const DISK_FULL: Stop = { state: 'paused', error: { code: 'disk_full', params: {} } };
const INTERNAL: Stop = { state: 'error', error: { code: 'internal_error', params: {} } };

/** A fault of this machine ends the run, not the job: everything committed stays, and the job can go on. */
async function fail(run: Run, error: unknown): Promise<void> {
  const stop = stopOf(error);
  await run.ledger.finish(stop.state, stop.error);
  if (stop === INTERNAL) throw error;
}

function stopOf(error: unknown): Stop {
  return isDiskFull(error) ? DISK_FULL : INTERNAL;
}

function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'SQLITE_FULL' || code === 'ENOSPC';
}

async function walk(run: Run): Promise<void> {
  const { ledger, source, connector, callsInFlight, prepareEffects } = run.options;
  const { job } = ledger;
  const plan = compilePlan(connector.fields, source.header, job.mapping);
  // Each pass over records gets its own: what is told once for a file is told once in each.
  const prepared = (): Preparation => ({
    identityOf: connector.identityOf,
    prepare: createPrepare({
      plan,
      rules: connector.recordRules,
      oncePerFile: connector.oncePerFile,
      now: job.referenceTime,
      effects: prepareEffects,
    }),
  });
  if (run.stop) return conclude(run, prepared());
  await ledger.log('info', job.records.read === 0 ? 'job_started' : 'job_resumed', {
    test: Number(job.testEvent),
    skip: Number(job.skipInvalidRecord),
    matched: plan.columns.length,
    ignored: plan.ignored.length,
  });
  const lanes = new Lanes(callsInFlight, () => run.halt(INTERNAL));
  try {
    await run.unlessHalted(() => sendOpenBatches(run, lanes, prepared()));
    await run.unlessHalted(() => sendRest(run, lanes, prepared()));
  } finally {
    await lanes.drain();
  }
  await conclude(run, prepared());
}

async function sendOpenBatches(run: Run, lanes: Lanes, preparation: Preparation): Promise<void> {
  for (const batch of run.ledger.openBatches()) {
    await lanes.free();
    if (run.stop) return;
    await resumeBatch(run, lanes, batch, preparation);
  }
}

/** A batch that an earlier run left open goes out again, if it is the same to the byte and the other side would know it. */
async function resumeBatch(run: Run, lanes: Lanes, batch: Batch, preparation: Preparation): Promise<void> {
  const { ledger, source, clock, sha256 } = run.options;
  const unknown = batch.state !== 'waiting';
  const ready = await loadBatch(batch, source, preparation);
  const isSame = sha256(run.bodyOf(ready)) === batch.bodySha256;
  const isLate = unknown && clock.now() - batch.firstSentAt > LONGEST_UNKNOWN;
  if (!isSame || isLate) return doubt(run, batch, ready, isSame ? 'unknown_too_long' : 'rebuilt_differently');
  const place = await run.place();
  await ledger.attempt(batch, unknown);
  lanes.start(() => deliverBatch(run, { batch, ready, unknown }, place));
}

async function doubt(run: Run, batch: Batch, ready: readonly ReadyRecord[], code: string): Promise<void> {
  await run.ledger.settle(batch, { ...settleUncertain(ready, code, NO_EXCHANGE), uncertain: batch.events });
}

async function sendRest(run: Run, lanes: Lanes, preparation: Preparation): Promise<void> {
  const { ledger, source, connector } = run.options;
  const { job } = ledger;
  if (!job.skipInvalidRecord && job.records.invalid > 0) return; // it stopped there for good
  const limits: ChunkLimits = {
    maxEvents: job.maxEvents,
    maxBytes: job.maxBytes,
    bodyBytes: connector.bodyBytes,
    skipInvalid: job.skipInvalidRecord,
  };
  let number = ledger.current().batches;
  for await (const chunk of cutChunks(source.rows(job.cursor), job.cursor, preparation, limits)) {
    await lanes.free();
    const acceptedBy = job.alreadyAccepted === 'skip' ? await acceptedBefore(ledger, chunk.ready) : NONE;
    const ready = chunk.ready.filter(({ identity }) => !acceptedBy.has(identity));
    const place = ready.length > 0 ? await run.place() : undefined;
    if (run.stop) return;
    if (place) number += 1;
    const intent = place && intentOf(run, chunk, ready, String(number));
    const batch = await ledger.intend(progressOf(chunk, acceptedBy), intent);
    if (batch && place) lanes.start(() => deliverBatch(run, { batch, ready, unknown: false }, place));
  }
}

const NONE: ReadonlyMap<string, Acceptance> = new Map();

function acceptedBefore(ledger: JobLedger, ready: readonly ReadyRecord[]): Promise<ReadonlyMap<string, Acceptance>> {
  return ledger.acceptedBefore(ready.map(({ identity }) => identity));
}

function progressOf(chunk: Chunk, acceptedBy: ReadonlyMap<string, Acceptance>): Progress {
  const invalid = chunk.invalid.map((record) => ({
    ...placeOf(record),
    status: 'invalid' as const,
    issues: record.issues,
  }));
  const sent = chunk.ready.filter(({ identity }) => !acceptedBy.has(identity));
  return { to: chunk.to, invalid, noted: [...warnedOf(sent), ...leftOutOf(chunk.ready, acceptedBy)] };
}

/** What is left out is decided here, once, and stands in the intent: a repeat must not decide it anew. */
function intentOf(run: Run, chunk: Chunk, ready: readonly ReadyRecord[], name: string): BatchIntent {
  const sent = new Set(ready);
  return {
    name,
    from: chunk.from,
    lastRecord: chunk.to.record,
    endByte: chunk.to.byte,
    leftOut: chunk.ready.filter((record) => !sent.has(record)).map(({ record }) => record),
    events: ready.length,
    bodySha256: run.options.sha256(run.bodyOf(ready)),
  };
}

/** Says how the run ended, once nothing is under way any more. */
async function conclude(run: Run, preparation: Preparation): Promise<void> {
  if (run.stop?.state === 'killed') await doubtWhatIsUnknown(run, preparation);
  const { state, error } = run.stop ?? endOf(run);
  const { records } = run.ledger.current();
  await run.ledger.log(state === 'error' ? 'error' : 'info', `job_${state}`, { ...records });
  await run.ledger.finish(state, error);
}

/** A killed job will not find out any more: what may have been taken is uncertain, not "not sent". */
async function doubtWhatIsUnknown(run: Run, preparation: Preparation): Promise<void> {
  for (const batch of run.ledger.openBatches()) {
    if (batch.state === 'waiting') continue;
    await doubt(run, batch, await loadBatch(batch, run.options.source, preparation), 'killed_before_known');
  }
}

function endOf(run: Run): Stop | { readonly state: 'success'; readonly error: null } {
  const { skipInvalidRecord, records } = run.ledger.current();
  const invalid = skipInvalidRecord ? undefined : run.ledger.firstInvalid();
  if (invalid) return { state: 'error', error: { code: 'invalid_record', params: { ...invalid } } };
  if (records.uncertain > 0)
    return { state: 'error', error: { code: 'uncertain', params: { count: records.uncertain } } };
  return { state: 'success', error: null };
}
