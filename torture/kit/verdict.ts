import type { JobObject } from '#lib/core/view/job-object.ts';
import { type EventsFile, goodRecords, hashedAddress, idOf } from './events-file.ts';
import type { Call, Received } from './received.ts';

/** A job that has ended, and everything it is held against. */
export interface Evidence {
  readonly job: JobObject;
  readonly file: EventsFile;
  readonly account: string;
  readonly received: Received;
  /** The calls that may have to do with it. */
  readonly calls: readonly Call[];
  /** The rejected CSV, cell by cell. */
  readonly rejected: readonly (readonly string[])[];
}

/** What is wrong with a job, by kind of fault; all lists are empty where the promise was kept. */
export interface Verdict {
  /** Good records that the other side never got. */
  readonly lost: readonly string[];
  /** Counters of the status that differ from what is known of the file, and a state that is not success. */
  readonly miscounted: readonly string[];
  /** Records that the rejected CSV leaves out, has too many, or explains wrongly. */
  readonly misreported: readonly string[];
  /** Events that came again in other bytes. */
  readonly changed: readonly string[];
  /** Events of invalid records that were sent, and events that are not what their record says. */
  readonly wronglySent: readonly string[];
  /** Repeats that the job does not own up to. */
  readonly unreported: readonly string[];
  /** Events that came a second time or more. */
  readonly repeats: number;
}

/** Compares the journal, the status and the rejected CSV with what is known of the file. */
export async function judge({ job, file, account, received, calls, rejected }: Evidence): Promise<Verdict> {
  const wronglySent = await wronglyHashed(file, received, calls);
  const verdict = { lost: [] as string[], changed: [] as string[], wronglySent, repeats: 0 };
  for (let record = 1; record <= file.records; record++) {
    const id = idOf(file, record);
    const times = received.times(account, id);
    if (file.bad.has(record)) {
      if (times > 0) verdict.wronglySent.push(id);
      continue;
    }
    if (times === 0) verdict.lost.push(id);
    verdict.repeats += Math.max(0, times - 1);
    if (received.hasChanged(account, id)) verdict.changed.push(id);
  }
  const untold = verdict.repeats - job.resent_after_unknown;
  return {
    ...verdict,
    miscounted: miscounted(job, file),
    misreported: misreported(rejected, file),
    unreported: untold > 0 ? [`${untold} events of job ${job.job_id}`] : [],
  };
}

/** Read is at every moment the sum of the outcomes. */
export function isSum({ read, ...outcomes }: JobObject['records']): boolean {
  return read === Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}

function miscounted({ job_id, status, records }: JobObject, file: EventsFile): string[] {
  const invalid = file.bad.size;
  const wanted = { read: file.records, accepted: goodRecords(file), rejected: 0, invalid, not_sent: 0, uncertain: 0 };
  const faults = Object.entries(wanted).flatMap(([name, count]) => {
    const found = records[name as keyof typeof wanted];
    return found === count ? [] : [`job ${job_id}: ${name} ${found} instead of ${count}`];
  });
  return status === 'success' ? faults : [`job ${job_id}: ${status}`, ...faults];
}

function misreported(rejected: Evidence['rejected'], { bad, name }: EventsFile): string[] {
  const reported = new Map<number, string>();
  const faults: string[] = [];
  // Seven columns of the file's own, then _record, _line, _status, _error_code …
  for (const cells of rejected) {
    const [record, line, status, code = ''] = [Number(cells[7]), Number(cells[8]), cells[9], cells[10]];
    if (reported.has(record)) faults.push(`${name}-${record} twice`);
    if (line !== record + 1 || status !== 'invalid') faults.push(`${name}-${record}: line ${line}, ${status}`);
    reported.set(record, code);
  }
  for (const [record, code] of bad) {
    if (reported.get(record) !== code) faults.push(`${name}-${record}: ${reported.get(record)} instead of ${code}`);
    reported.delete(record);
  }
  return [...faults, ...[...reported.keys()].map((record) => `${name}-${record} is good`)];
}

/** Each body that was kept is parsed, and each address in it compared with the one in the file. */
async function wronglyHashed(file: EventsFile, received: Received, calls: readonly Call[]): Promise<string[]> {
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
