import type { Clock } from '../../core/clock.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { countOf, DigestList, type Digests } from '../../core/delivery/digests.ts';
import type { Acceptance, Acceptances } from '../../core/delivery/ledger.ts';
import type { SeenEvents } from '../../core/delivery/repeats.ts';
import { BlockPreparer, FILE_SLOTS } from '../../core/preparation/block-preparer.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import { compilePlan, type Matching } from '../../core/record/plan.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { RowBlock, RowSource } from '../../core/record/row-block.ts';
import { refuseMissing } from './create-export.ts';

/** Events of the account that were accepted in earlier jobs within the duplicate window. */
export interface AcceptedOfAccount {
  /** Whether there are no such events. */
  isEmpty(): Promise<boolean>;
  recall(digests: Digests): Promise<Acceptances>;
}

export interface CountOptions {
  readonly connector: Connector;
  readonly matching: Matching;
  readonly source: RowSource;
  readonly start: Cursor;
  /** Undefined for test events and the sandbox: such an export leaves out nothing as already accepted. */
  readonly accepted: AcceptedOfAccount | undefined;
  readonly clock: Clock;
  readonly effects: PrepareEffects;
  /** Given if the export leaves out repeats: then only one record of each event counts. */
  readonly seen?: SeenEvents | undefined;
  /** Maximum number of records to read. */
  readonly limit?: number;
  readonly signal: AbortSignal;
}

/** The number of records of a file that were accepted in a job, and the time of the last one. */
interface AcceptedByJob extends Acceptance {
  readonly count: number;
}

export interface AlreadyAccepted {
  readonly read: number;
  readonly valid: number;
  readonly alreadyAccepted: number;
  /** The jobs with the most such records, in descending order. */
  readonly byJob: readonly AcceptedByJob[];
  /** False if only the first records were read. */
  readonly whole: boolean;
}

const NOTHING: AlreadyAccepted = { read: 0, valid: 0, alreadyAccepted: 0, byJob: [], whole: true };
const MAX_JOBS = 3;

/**
 * Counts the records of a file that were already accepted, as an export would recognize them; nothing is sent. Memory
 * does not grow with the file, and the event loop runs between blocks. Rejects with the signal's reason, and with
 * UserError `columns_missing` before the first record.
 */
export async function countAlreadyAccepted(options: CountOptions): Promise<AlreadyAccepted> {
  const { accepted, source, start, signal, limit = Number.POSITIVE_INFINITY } = options;
  if (!accepted || (await accepted.isEmpty())) return NOTHING;
  const digestsOf = validDigests(options);
  const byJob = new Map<number, AcceptedByJob>();
  let read = 0;
  let valid = 0;
  for await (const block of source.rows(start)) {
    signal.throwIfAborted();
    const blockWithinLimit = block.select((index) => index < limit - read);
    const digests = digestsOf(blockWithinLimit);
    for (const acceptance of (await accepted.recall(digests)).values()) addToJob(byJob, acceptance);
    read += blockWithinLimit.length;
    valid += countOf(digests);
    if (blockWithinLimit.length < block.length) return summaryOf(byJob, { read, valid, whole: false });
  }
  return summaryOf(byJob, { read, valid, whole: true });
}

/** Makes the function that returns the digests of a block's events, as an export would send them. */
function validDigests({ connector, source, matching, clock, effects, seen }: CountOptions) {
  const plan = compilePlan(connector.fields, source.header, matching);
  refuseMissing(plan.missing);
  const { recordRules: rules, oncePerFile, identity } = connector;
  const options = { plan, rules, oncePerFile, now: Math.floor(clock.now() / 1000), identity, effects };
  const preparer = new BlockPreparer(options, { kernel: effects.newKernel(), slotCount: FILE_SLOTS });
  return (block: RowBlock): Digests => {
    const prepared = preparer.prepare(block);
    const digests = new DigestList();
    for (let row = 0; row < block.length; row++) {
      if (prepared.errorsOf(row).length > 0) continue;
      const record = block.recordOf(row);
      const digest = prepared.digestOf(row);
      if (!seen || seen.firstOf(digest, record) === record) digests.add(digest);
    }
    return digests.all;
  };
}

function addToJob(byJob: Map<number, AcceptedByJob>, { job, acceptedAt }: Acceptance): void {
  const soFar = byJob.get(job);
  const latest = Math.max(acceptedAt, soFar?.acceptedAt ?? 0);
  byJob.set(job, { job, acceptedAt: latest, count: (soFar?.count ?? 0) + 1 });
}

function summaryOf(
  byJob: ReadonlyMap<number, AcceptedByJob>,
  extent: Pick<AlreadyAccepted, 'read' | 'valid' | 'whole'>,
): AlreadyAccepted {
  const jobs = [...byJob.values()].sort((a, b) => b.count - a.count);
  const alreadyAccepted = jobs.reduce((sum, { count }) => sum + count, 0);
  return { ...extent, alreadyAccepted, byJob: jobs.slice(0, MAX_JOBS) };
}
