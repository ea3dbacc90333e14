import { type ApiKey, apiKeyOfHeader } from '../core/access/api-key.ts';
import type { Actor } from '../core/access/permission.ts';
import { UserError } from '../core/errors.ts';
import type { Runtime } from '../runtime/runtime.ts';

/**
 * Returns the API key of a request. Throws UserError `api_key_required`, and what the store's `authenticate` throws.
 */
export async function authenticate({ headers }: Request, { apiKeys }: Pick<Runtime, 'apiKeys'>): Promise<ApiKey> {
  const authorization = headers.get('authorization');
  const key = authorization === null ? undefined : apiKeyOfHeader(authorization);
  if (key === undefined) throw new UserError('api_key_required');
  return apiKeys.authenticate(key);
}

/** The holder of an API key, at a network address. */
export function actorOf({ id, role }: Pick<ApiKey, 'id' | 'role'>, address: string): Actor {
  return { kind: 'key', id: String(id), role, from: { address } };
}
