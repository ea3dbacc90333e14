import { z } from 'zod';
import type { Authentication } from '../../core/access/authentication.ts';
import { isoTimeOrNull, registerShape, timestamp } from './shape-registry.ts';

export const authenticationShape = registerShape(
  'Authentication',
  z.object({
    id: z.int(),
    name: z.string(),
    type: z.string(),
    target: z.enum(['live', 'sandbox']),
    token: z.string(),
    jobs: z.int(),
    last_used_at: timestamp.nullable(),
    failed_at: timestamp.nullable(),
    /** Null unless the authentication is archived. */
    archived_at: timestamp.nullable(),
    /** Null if each export must set its own parameters. */
    parameters: z.record(z.string(), z.unknown()).nullable(),
  }),
);

/** An authentication as scripts see it, with only the last four characters of its token. */
export function authenticationObject(
  { id, name, connector: type, target, tokenHint, lastUsedAt, failedAt, archivedAt, parameters }: Authentication,
  jobs: number,
): z.output<typeof authenticationShape> {
  const times = {
    last_used_at: isoTimeOrNull(lastUsedAt),
    failed_at: isoTimeOrNull(failedAt),
    archived_at: isoTimeOrNull(archivedAt),
  };
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
