import type { AnswerOf, InputOf } from '../api/route.ts';
import { countAlreadyAccepted } from '../api/routes/exports.ts';
import { getJobDetails } from '../api/routes/jobs.ts';
import { translate } from '../messages/translate.ts';
import { say } from './output.ts';
import type { Product } from './product.ts';

/** Enough to notice a file that is sent a second time; looking at all of a large one would take as long as sending it. */
const LOOKED_AT = 100_000;

/** Says what of a file is going to be left out. An interrupt ends the looking alone: what follows hears of it too. */
export async function sayAlreadyAccepted(
  product: Product,
  planned: Omit<InputOf<typeof countAlreadyAccepted>, 'limit'>,
  signal: AbortSignal,
): Promise<void> {
  const interrupted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const counted = product.call(countAlreadyAccepted, { ...planned, limit: LOOKED_AT });
  const found = await Promise.race([counted, interrupted]);
  if (found && found.already_accepted > 0) say(noticeOf(found));
}

function noticeOf({ read, already_accepted, by_job, whole }: AnswerOf<typeof countAlreadyAccepted>): string {
  const [most] = by_job;
  const facts = { count: already_accepted, read, whole: String(whole), jobs: by_job.length };
  return translate('cli', 'already_accepted', { ...facts, job: most?.job_id ?? 0, at: most?.accepted_at ?? '' });
}

/** Says how many records a job left out, once it has been through the file. */
export async function sayLeftOut(product: Product, job: number): Promise<void> {
  const { issues } = await product.call(getJobDetails, { job });
  const count = issues.find(({ code }) => code === 'already_accepted')?.records ?? 0;
  if (count > 0) say(translate('cli', 'left_out', { count, job }));
}
