import type { Authentication } from '../core/access/authentication.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { authenticationObject } from './shapes/authentication.ts';

/** The answer of commands about an authentication, with the number of its jobs. */
export async function describeAuthentication({ authentications }: Runtime, authentication: Authentication) {
  return authenticationObject(authentication, (await authentications.jobCounts()).get(authentication.id) ?? 0);
}
