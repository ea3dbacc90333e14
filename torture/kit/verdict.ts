import type { JobObject } from '#lib/core/view/job-object.ts';
import { countValidRecords, type EventsFile, hashedAddress, idOf } from './events-file.ts';
import type { Call, Received } from './sandbox/received.ts';

/** A finished job, and everything it is compared with. */
export interface Evidence {
  readonly job: JobObject;
  readonly file: EventsFile;
  readonly account: string;
  readonly received: Received;
  /** The calls that may belong to the job. */
  readonly calls: readonly Call[];
  /** The CSV of records that were not accepted, as rows of cells. */
  readonly rejected: readonly (readonly string[])[];
}

/** Faults of a job by kind. All lists are empty if there are none. */
export interface Verdict {
  /** Valid records that were never received. */
  readonly lost: readonly string[];
  /** Counters of the job that differ from the file, and a state other than success. */
  readonly miscounted: readonly string[];
  /** Records that are missing, extra or wrongly explained in the CSV of records that were not accepted. */
  readonly misreported: readonly string[];
  /** Events repeated with different bytes. */
  readonly changed: readonly string[];
  /** Sent events of invalid records, and events that differ from their record. */
  readonly wronglySent: readonly string[];
  /** Repeats that the job does not count. */
  readonly unreported: readonly string[];
  /** Number of repeated events. */
  readonly repeats: number;
}

/** The faults of some kinds in all verdicts. */
export function faultsIn(
  verdicts: readonly Verdict[],
  ...kinds: readonly Exclude<keyof Verdict, 'repeats'>[]
): string[] {
  return verdicts.flatMap((verdict) => kinds.flatMap((kind) => verdict[kind]));
}

/** Compares the journal, the status and the CSV of records that were not accepted with the file. */
export async function verifyJob({ job, file, account, received, calls, rejected }: Evidence): Promise<Verdict> {
  const wronglySent = await findWrongAddresses(file, received, calls);
  const verdict = { lost: [] as string[], changed: [] as string[], wronglySent, repeats: 0 };
  for (let record = 1; record <= file.records; record++) {
    const id = idOf(file, record);
    const receipts = received.countReceipts(account, id);
    if (file.invalidCodes.has(record)) {
      if (receipts > 0) verdict.wronglySent.push(id);
      continue;
    }
    if (receipts === 0) verdict.lost.push(id);
    verdict.repeats += Math.max(0, receipts - 1);
    if (received.hasChanged(account, id)) verdict.changed.push(id);
  }
  const uncounted = verdict.repeats - job.resent_after_unknown;
  return {
    ...verdict,
    miscounted: findMiscounted(job, file),
    misreported: findMisreported(rejected, file),
    unreported: uncounted > 0 ? [`${uncounted} events of job ${job.job_id}`] : [],
  };
}

/** Whether `read` is the sum of the outcomes, as it must be at every moment. */
export function addsUp({ read, ...outcomes }: JobObject['records']): boolean {
  return read === Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}

function findMiscounted({ job_id, status, records }: JobObject, file: EventsFile): string[] {
  const invalid = file.invalidCodes.size;
  const expected = {
    read: file.records,
    accepted: countValidRecords(file),
    rejected: 0,
    invalid,
    not_sent: 0,
    uncertain: 0,
  };
  const faults = Object.entries(expected).flatMap(([name, count]) => {
    const actual = records[name as keyof typeof expected];
    return actual === count ? [] : [`job ${job_id}: ${name} ${actual} instead of ${count}`];
  });
  return status === 'success' ? faults : [`job ${job_id}: ${status}`, ...faults];
}

function findMisreported(rejected: Evidence['rejected'], { invalidCodes, name }: EventsFile): string[] {
  const reported = new Map<number, string>();
  const faults: string[] = [];
  // Seven columns of the file, then _record, _line, _status, _error_code …
  for (const cells of rejected) {
    const [record, line, status, code = ''] = [Number(cells[7]), Number(cells[8]), cells[9], cells[10]];
    if (reported.has(record)) faults.push(`${name}-${record} twice`);
    if (line !== record + 1 || status !== 'invalid') faults.push(`${name}-${record}: line ${line}, ${status}`);
    reported.set(record, code);
  }
  for (const [record, code] of invalidCodes) {
    if (reported.get(record) !== code) faults.push(`${name}-${record}: ${reported.get(record)} instead of ${code}`);
    reported.delete(record);
  }
  return [...faults, ...[...reported.keys()].map((record) => `${name}-${record} is valid`)];
}

/** Parses each accepted body, and compares each address in it with the file. */
async function findWrongAddresses(file: EventsFile, received: Received, calls: readonly Call[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const call of calls) {
    const body = await received.bodyOf(call);
    if (!body || call.events === 0) continue;
    for (const { event_id, user_data } of (JSON.parse(body.toString()) as SentBody).data) {
      if (!event_id.startsWith(`${file.name}-`)) continue;
      const record = Number(event_id.slice(file.name.length + 1));
      if (user_data.em[0] !== hashedAddress(file, record)) wrong.push(`${event_id} has another address`);
    }
  }
  return wrong;
}

interface SentBody {
  readonly data: readonly { readonly event_id: string; readonly user_data: { readonly em: readonly string[] } }[];
}
