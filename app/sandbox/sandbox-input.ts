import { z } from 'zod';

const text = z.string().max(200).optional().catch(undefined);

/** The query parameters of the page; others are ignored. */
export const sandboxQuery = z.object({
  account: text,
  before: text,
  request: text,
  /** Whether personal values of the open request are readable. */
  personal: z.literal('shown').optional().catch(undefined),
});

/** Builds a path with the parameters that are set. */
export function sandboxPath(query: z.infer<typeof sandboxQuery>): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return set.length === 0 ? '/sandbox' : `/sandbox?${new URLSearchParams(set)}`;
}
