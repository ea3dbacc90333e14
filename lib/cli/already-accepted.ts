import { translate } from '../messages/translate.ts';
import { type AlreadyAccepted, type CountOptions, countAlreadyAccepted } from '../operations/count-already-accepted.ts';
import type { Runtime } from '../runtime.ts';
import { say } from './output.ts';

/** Enough to notice a file that is sent a second time; looking at all of a large one would take as long as sending it. */
const LOOKED_AT = 100_000;

/** Says what of a file is going to be left out. An interrupt ends the looking alone: what follows hears of it too. */
export async function sayAlreadyAccepted(options: Omit<CountOptions, 'signal'>, signal: AbortSignal): Promise<void> {
  const counted = await countAlreadyAccepted({ ...options, limit: LOOKED_AT, signal }).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (counted && counted.alreadyAccepted > 0) say(noticeOf(counted));
}

function noticeOf({ read, alreadyAccepted, byJob, whole }: AlreadyAccepted): string {
  const [most] = byJob;
  const at = new Date(most?.acceptedAt ?? 0).toISOString();
  const facts = { count: alreadyAccepted, read, whole: String(whole), jobs: byJob.length, job: most?.job ?? 0, at };
  return translate('cli', 'already_accepted', facts);
}

/** Says how many records a job left out, once it has been through the file. */
export function sayLeftOut({ records }: Runtime, job: number): void {
  const count = records.issueCounts(job).find(({ code }) => code === 'already_accepted')?.records ?? 0;
  if (count > 0) say(translate('cli', 'left_out', { count, job }));
}
