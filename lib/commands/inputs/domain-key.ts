import { z } from 'zod';
import type { Runtime } from '../../runtime/runtime.ts';

/**
 * The domain key of a job that a page creates. The page sends the same key until it gets an answer, so that a lost
 * answer does not lead to a second job.
 */
export const domainKey = z.uuid().optional();

/** The id of the job with this key or, if there is none, of the one that `create` creates. */
export async function findOrCreateJob(
  key: z.output<typeof domainKey>,
  { jobs }: Pick<Runtime, 'jobs'>,
  create: () => Promise<number>,
): Promise<number> {
  const existing = key === undefined ? undefined : await jobs.findByDomainKey(key);
  return existing?.id ?? create();
}
