import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isFinal, type Job } from '#lib/core/job/job.ts';
import type { Deployment } from '../kit/deployment.ts';
import { countValidRecords, type EventsFile, idOf } from '../kit/events-file.ts';
import { Product } from '../kit/product.ts';
import { addsUp } from '../kit/verdict.ts';

/** The result of a job that continued from a torn copy. */
export interface TornResult {
  /** Whether acknowledged commits were cut off. */
  readonly isAcknowledgedLost: boolean;
  readonly stuck: readonly string[];
  readonly lost: readonly string[];
  readonly miscounted: readonly string[];
  readonly changed: readonly string[];
  /** Acknowledged progress that the job lacks. */
  readonly missing: readonly string[];
  /** Repeated events that were not counted as sent again. */
  readonly uncounted: number;
}

/** All received events: event id → the first body that contained it. */
export type Sent = ReadonlyMap<string, { readonly sha256: string; readonly isEarly: boolean }>;

export interface TornJob {
  readonly dataDir: string;
  readonly job: number;
  readonly file: EventsFile;
  readonly sent: Sent;
  /** The job at the time of the copy; undefined if the cut is before that. */
  readonly acknowledged: Job | undefined;
}

/** Opens the product on a torn copy, and continues the job with a new sandbox. */
export async function resumeFromCopy({ dataDir, job: id, file, sent, acknowledged }: TornJob): Promise<TornResult> {
  const product = await Product.open({ dataDir, settings: { PINTD_MAX_EVENTS_PER_CALL: '100' } });
  try {
    product.skip(60_000); // the former owner is dead, and its lease has expired
    const integrity = integrityOf(dataDir);
    if (integrity === 'ok') bindTo(product.sandbox.url, dataDir);
    const before = await product.runtime.jobs.find(id);
    if (!before || integrity !== 'ok') return stuck(acknowledged, `${dataDir}: job ${before?.state}, ${integrity}`);
    const acceptedBefore = await acceptedBeforeCut(product, id, sent);
    const job = isFinal(before.state) ? before : await product.run(before);
    const { lost, changed, repeats } = await compare(product, file, acceptedBefore);
    return {
      isAcknowledgedLost: acknowledged === undefined,
      stuck: job.state === 'success' ? [] : [`${dataDir}: ${job.state} ${job.error?.code}`],
      lost,
      miscounted: isRight(job, file) && addsUp(before.records) ? [] : [`${dataDir}: ${JSON.stringify(job.records)}`],
      changed,
      missing:
        acknowledged && !hasProgressOf(before, acknowledged) ? [`${dataDir}: ${JSON.stringify(before.records)}`] : [],
      uncounted: Math.max(0, repeats - job.resentAfterUnknown),
    };
  } finally {
    await product.close();
  }
}

/** The events that the sandbox has received. `isEarly` marks those received before `until`. */
export async function sentEvents({ sandbox: { received } }: Deployment, until: number): Promise<Sent> {
  await received.update();
  const sent = new Map<string, { sha256: string; isEarly: boolean }>();
  for (const call of received.calls) {
    const body = (await received.bodyOf(call))?.toString() ?? '{"data":[]}';
    const { data } = JSON.parse(body) as { data: readonly { event_id: string }[] };
    for (const { event_id } of data) {
      if (!sent.has(event_id)) sent.set(event_id, { sha256: call.body_sha256, isEarly: call.at <= until });
    }
  }
  return sent;
}

/** The events accepted before the cut. After the copy, only calls whose intent the ledger has were before the cut. */
async function acceptedBeforeCut({ runtime }: Product, job: number, sent: Sent): Promise<Map<string, string>> {
  const intended = new Set([...(await runtime.records.batches(job))].map(({ bodySha256 }) => bodySha256));
  const accepted = [...sent].filter(([, { sha256, isEarly }]) => isEarly || intended.has(sha256));
  return new Map(accepted.map(([id, { sha256 }]) => [id, sha256]));
}

async function compare({ sandbox }: Product, file: EventsFile, acceptedBefore: ReadonlyMap<string, string>) {
  const bodies = new Map(acceptedBefore);
  const changed: string[] = [];
  let repeats = 0;
  for (const { accepted, body_sha256 } of await sandbox.received()) {
    for (const [id] of accepted) {
      const earlier = bodies.get(id);
      if (earlier !== undefined) repeats += 1;
      if (earlier !== undefined && earlier !== body_sha256) changed.push(id);
      bodies.set(id, body_sha256);
    }
  }
  const lost: string[] = [];
  for (let record = 1; record <= file.records; record++) {
    if (!file.invalidCodes.has(record) && !bodies.has(idOf(file, record))) lost.push(idOf(file, record));
  }
  return { lost, changed, repeats };
}

function isRight({ records }: Job, file: EventsFile): boolean {
  const { read, accepted, rejected, invalid, not_sent, uncertain } = records;
  const isWhole = read === file.records && accepted === countValidRecords(file) && invalid === file.invalidCodes.size;
  return isWhole && rejected + not_sent + uncertain === 0;
}

function hasProgressOf({ records }: Job, acknowledged: Job): boolean {
  const { read, accepted } = acknowledged.records;
  return records.read >= read && records.accepted >= accepted;
}

/** Each copy continues with its own sandbox, at an address other than the one its job was created for. */
function bindTo(destination: string, dataDir: string): void {
  const database = new Database(join(dataDir, 'console.db'));
  try {
    database.prepare('UPDATE job SET destination = ?').run(destination);
  } finally {
    database.close();
  }
}

function integrityOf(dataDir: string): string {
  const database = new Database(join(dataDir, 'console.db'));
  try {
    return String(database.pragma('integrity_check', { simple: true }));
  } finally {
    database.close();
  }
}

function stuck(acknowledged: Job | undefined, reason: string): TornResult {
  const nothing = { lost: [], miscounted: [], changed: [], missing: [], uncounted: 0 };
  return { ...nothing, isAcknowledgedLost: acknowledged === undefined, stuck: [reason] };
}
