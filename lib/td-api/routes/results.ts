import { z } from 'zod';
import { connectorOfResult } from '../../connectors/registry.ts';
import type { Authentication } from '../../core/access/authentication.ts';
import { newAuthentication } from '../../core/access/authentication-input.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { parseResultTarget } from '../../core/query/result-target.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { text } from '../asked.ts';
import { targetText } from '../result-target.ts';
import { tdRoute } from '../route.ts';

/** What TD knows as a result is an authentication here: where results can go, and who sends them. */

/** Throws UserError `authentication_name_unknown`. */
function authenticationNamed({ authentications }: Runtime, name: string): Authentication {
  const found = authentications.findByName(name);
  if (!found) throw new UserError('authentication_name_unknown', { name });
  return found;
}

export const listResults = tdRoute({
  method: 'GET',
  path: '/result/list',
  input: z.object({}),
  run(_, { authentications }) {
    const results = authentications.list().map(({ id, name, connector, parameters }) => {
      return { name, url: targetText(connector, id, parameters), organization: null };
    });
    return { results };
  },
});

/** `url` is the JSON of a result with its token. Where it says more than that, its name is enough from then on. */
export const createResult = tdRoute({
  method: 'POST',
  path: '/result/create/{result}',
  input: z.object({ url: text.default('') }),
  run({ result, url }, { authentications }) {
    const { type, access_token, td_authentication_id: id, authentication, ...given } = parseResultTarget(url);
    if (id !== undefined || authentication !== undefined) throw new UserError('result_names_another');
    const connector = connectorOfResult(type);
    const parameters = Object.keys(given).length === 0 ? null : given;
    if (parameters !== null) parseInput(connector.parameters, parameters);
    const { name, access_token: token } = parseInput(newAuthentication, { name: result, access_token });
    authentications.create({ name, connector: connector.type, target: 'live', token, parameters });
    return { result: name };
  },
});

export const deleteResult = tdRoute({
  method: 'POST',
  path: '/result/delete/{result}',
  input: z.object({}),
  run({ result }, runtime) {
    runtime.authentications.delete(authenticationNamed(runtime, result).id);
    return { result };
  },
});

export const lookUpConnection = tdRoute({
  method: 'GET',
  path: '/connections/lookup',
  input: z.object({ name: text.default('') }),
  run: ({ name }, runtime) => ({ id: authenticationNamed(runtime, name).id }),
});
