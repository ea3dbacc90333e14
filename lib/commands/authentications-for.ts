import type { Actor } from '../core/access/permission.ts';
import type { AuthenticationStore } from '../operations/authentications/choose-authentication.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { perform } from './perform.ts';
import { createAuthentication } from './rows/authentications/new-authentication.ts';

/**
 * The authentications for a command that may name one by its token. A token that is not stored yet is stored by the
 * command `createAuthentication`, with the permission and the audit entry of that command. Actors without this
 * permission can only use stored tokens.
 */
export function authenticationsFor(actor: Actor, runtime: Runtime): AuthenticationStore {
  const { authentications } = runtime;
  return {
    get: (id) => authentications.get(id),
    findByName: (name) => authentications.findByName(name),
    findByToken: (connector, token) => authentications.findByToken(connector, token),
    findSandbox: (connector) => authentications.findSandbox(connector),
    async create(added) {
      if (added.target === 'sandbox') return authentications.create(added);
      const { name, connector: type, token: access_token } = added;
      const { id } = await perform(createAuthentication, { name, type, access_token }, actor, runtime);
      return authentications.get(id);
    },
  };
}
