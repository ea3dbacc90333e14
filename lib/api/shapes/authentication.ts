import { z } from 'zod';
import type { Authentication } from '../../core/access/authentication.ts';
import { isoTimeOrNull, moment, named } from './named.ts';

export const authenticationShape = named(
  'Authentication',
  z.object({
    id: z.int(),
    name: z.string(),
    type: z.string(),
    target: z.enum(['live', 'sandbox']),
    token: z.string(),
    jobs: z.int(),
    last_used_at: moment.nullable(),
    failed_at: moment.nullable(),
    /** Null where an export has to say more than its name. */
    parameters: z.record(z.string(), z.unknown()).nullable(),
  }),
);

/** An authentication as scripts see it: of its token the last four characters. */
export function authenticationObject(
  { id, name, connector: type, target, tokenHint, lastUsedAt, failedAt, parameters }: Authentication,
  jobs: number,
): z.output<typeof authenticationShape> {
  const times = { last_used_at: isoTimeOrNull(lastUsedAt), failed_at: isoTimeOrNull(failedAt) };
  return {
    id,
    name,
    type,
    target,
    token: `****${tokenHint}`,
    jobs,
    ...times,
    parameters: parameters && { ...parameters },
  };
}
