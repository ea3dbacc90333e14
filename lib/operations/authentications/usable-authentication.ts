import type { Authentication } from '../../core/access/authentication.ts';
import { UserError } from '../../core/errors.ts';

/** An authentication for a new export. Throws UserError `authentication_unknown` or `authentication_archived`. */
export async function usableAuthentication(
  { authentications }: { readonly authentications: { get(id: number): Promise<Authentication> } },
  id: number,
): Promise<Authentication> {
  return refuseArchived(await authentications.get(id));
}

export function refuseArchived(authentication: Authentication): Authentication {
  const { id, name, archivedAt } = authentication;
  if (archivedAt !== null) throw new UserError('authentication_archived', { id, name });
  return authentication;
}
