import type { AnswerOf, InputOf } from '../../commands/command.ts';
import { countAlreadyAccepted } from '../../commands/rows/exports.ts';
import { getJobDetails } from '../../commands/rows/jobs.ts';
import { HEADER_REPEATED, ROW_BLANK } from '../../core/issue.ts';
import { translate } from '../../messages/translate.ts';
import { say } from '../output/output.ts';
import type { Product } from '../product/product.ts';

/**
 * Enough to notice a file that is sent a second time; checking all of a large file would take as long as sending it.
 */
const MAX_COUNTED = 100_000;

/**
 * Prints how many records of a file were accepted before and will be left out. An interrupt ends only the count; the
 * caller handles the interrupt itself.
 */
export async function sayAlreadyAccepted(
  product: Product,
  input: Omit<InputOf<typeof countAlreadyAccepted>, 'limit'>,
  signal: AbortSignal,
): Promise<void> {
  const interrupted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const counting = product.call(countAlreadyAccepted, { ...input, limit: MAX_COUNTED });
  const counts = await Promise.race([counting, interrupted]);
  if (counts && counts.already_accepted > 0) say(messageOf(counts));
}

function messageOf({ read, already_accepted, by_job, whole }: AnswerOf<typeof countAlreadyAccepted>): string {
  const [largest] = by_job;
  const facts = { count: already_accepted, read, whole: String(whole), jobs: by_job.length };
  return translate('cli', 'already_accepted', { ...facts, job: largest?.job_id ?? 0, at: largest?.accepted_at ?? '' });
}

/** Prints how many records a job has left out so far, by reason. */
export async function sayOmitted(product: Product, job: number): Promise<void> {
  const { issues } = await product.call(getJobDetails, { job });
  const countOf = (code: string) => issues.find((issue) => issue.code === code)?.records ?? 0;
  const accepted = countOf('already_accepted');
  if (accepted > 0) say(translate('cli', 'left_out', { count: accepted, job }));
  const repeats = countOf('repeated_event');
  if (repeats > 0) say(translate('cli', 'repeats_left_out', { count: repeats, job }));
  const byMapping = countOf('value_left_out');
  if (byMapping > 0) say(translate('cli', 'left_out_by_mapping', { count: byMapping, job }));
  const noRecords = countOf(ROW_BLANK) + countOf(HEADER_REPEATED);
  if (noRecords > 0) say(translate('cli', 'left_out_rows', { count: noRecords, job }));
}
