import { z } from 'zod';
import type { Actor } from '../../../core/access/permission.ts';
import { UserError } from '../../../core/errors.ts';

/** What the server knows about the browser. The browser never sends it as input. */
export const client = z.object({
  address: z.string(),
  browser: z.string(),
  knownBrowser: z.string().optional(),
});

/** The person of a request. Throws UserError `account_missing` for keys, the shell and the console before setup. */
export function personOf({ kind, id }: Actor): number {
  const person = Number(id);
  if (kind !== 'person' || !Number.isInteger(person)) throw new UserError('account_missing');
  return person;
}

const NO_SESSION = 0;

/** The person and session of a request. Throws UserError `account_missing`. */
export function requesterOf(actor: Actor): { readonly person: number; readonly session: number } {
  return { person: personOf(actor), session: actor.session?.id ?? NO_SESSION };
}
