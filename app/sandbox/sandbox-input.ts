import { z } from 'zod';

const text = z.string().max(200).optional().catch(undefined);

/** What the page's address may ask for; whatever else stands there is left out. */
export const sandboxQuery = z.object({
  account: text,
  before: text,
  request: text,
  /** Personal values of the opened request are readable. */
  personal: z.literal('shown').optional().catch(undefined),
});

/** Keeps the address in its order, without what is not set. */
export function sandboxPath(query: z.infer<typeof sandboxQuery>): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return set.length === 0 ? '/sandbox' : `/sandbox?${new URLSearchParams(set)}`;
}
