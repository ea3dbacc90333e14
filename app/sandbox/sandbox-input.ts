import { z } from 'zod';
import { queryString, SANDBOX } from '#components/paths.ts';

const text = z.string().max(200).optional().catch(undefined);

/** The query parameters of the page; others are ignored. */
export const sandboxQuery = z.object({
  account: text,
  before: text,
  request: text,
  /** Whether personal values of the open request are readable. */
  personal: z.literal('shown').optional().catch(undefined),
});

export function sandboxPath(query: z.infer<typeof sandboxQuery>): string {
  return SANDBOX + queryString(query);
}
