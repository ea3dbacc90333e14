import { type ApiKey, apiKeyOfHeader } from '../core/access/api-key.ts';
import type { Actor } from '../core/access/permission.ts';
import { UserError } from '../core/errors.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** Returns the API key of a request. Throws UserError `api_key_required`, `api_key_wrong` or `api_key_suspended`. */
export function authenticate({ headers }: Request, { apiKeys }: Pick<Runtime, 'apiKeys'>): ApiKey {
  const authorization = headers.get('authorization');
  const key = authorization === null ? undefined : apiKeyOfHeader(authorization);
  if (key === undefined) throw new UserError('api_key_required');
  const apiKey = apiKeys.authenticate(key);
  if (!apiKey) throw new UserError('api_key_wrong');
  return apiKey;
}

/** The holder of an API key. Every key has the role of owner until keys have roles. */
export function actorOf({ id }: Pick<ApiKey, 'id'>): Actor {
  return { kind: 'key', id: String(id), role: 'owner' };
}
