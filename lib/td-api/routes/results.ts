import { z } from 'zod';
import { connectorOfResult } from '../../connectors/registry.ts';
import type { Authentication } from '../../core/access/authentication.ts';
import { newAuthentication } from '../../core/access/authentication-input.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { parseResultTarget } from '../../core/query/result-target.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { targetText } from '../result-target.ts';
import { defineTdRoute } from '../route.ts';
import { textInput } from '../route-inputs.ts';

/** A result of TD's API is a named target with its token, which is an authentication here. */

/** Throws UserError `authentication_name_unknown`. */
async function findAuthentication({ authentications }: Runtime, name: string): Promise<Authentication> {
  const found = await authentications.findByName(name);
  if (!found) throw new UserError('authentication_name_unknown', { name });
  return found;
}

export const listResults = defineTdRoute({
  permission: 'authentications.read',
  effect: 'reads',
  action: 'listAuthentications',
  method: 'GET',
  path: '/result/list',
  input: z.object({}),
  async run(_, { authentications }) {
    const results = (await authentications.list()).map(({ id, name, connector, parameters }) => {
      return { name, url: targetText(connector, id, parameters), organization: null };
    });
    return { results };
  },
});

/**
 * `url` is the JSON of a result with its token. The other parameters in it are saved, and used by requests that give
 * only the name of the result.
 */
export const createResult = defineTdRoute({
  permission: 'authentications.manage',
  effect: 'changesInSteps',
  action: 'createAuthentication',
  method: 'POST',
  path: '/result/create/{result}',
  input: z.object({ url: textInput.default('') }),
  async run({ result, url }, { authentications }, _, audit) {
    const { type, access_token, td_authentication_id: id, authentication, ...input } = parseResultTarget(url);
    if (id !== undefined || authentication !== undefined) throw new UserError('result_names_another');
    const connector = connectorOfResult(type);
    const parameters = Object.keys(input).length === 0 ? null : input;
    if (parameters !== null) parseInput(connector.parameters, parameters);
    const { name, access_token: token } = parseInput(newAuthentication, { name: result, access_token });
    const added = { name, connector: connector.type, target: 'live', token, parameters } as const;
    const { id: created } = await authentications.create(added);
    await audit.setObject({ kind: 'authentication', id: String(created) });
    return { result: name };
  },
});

export const deleteResult = defineTdRoute({
  permission: 'authentications.manage',
  effect: 'changesInSteps',
  action: 'deleteAuthentication',
  method: 'POST',
  path: '/result/delete/{result}',
  input: z.object({}),
  async run({ result }, runtime, _, audit) {
    const { id } = await findAuthentication(runtime, result);
    await audit.setObject({ kind: 'authentication', id: String(id) });
    await runtime.authentications.delete(id);
    return { result };
  },
});

export const lookUpConnection = defineTdRoute({
  permission: 'authentications.read',
  effect: 'reads',
  action: 'getAuthentication',
  method: 'GET',
  path: '/connections/lookup',
  input: z.object({ name: textInput.default('') }),
  run: async ({ name }, runtime) => ({ id: (await findAuthentication(runtime, name)).id }),
});
