import { connectorOf, connectorOfResult } from '../../connectors/registry.ts';
import type { Authentication } from '../../core/access/authentication.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { parseResultTarget, type ResultTarget, withTokenAdvice } from '../../core/query/result-target.ts';
import { type AuthenticationStore, chooseAuthentication } from '../authentications/choose-authentication.ts';
import type { QueryExport } from './create-query-job.ts';

/** The target that a result names: JSON, or the name of an authentication. Refuses URLs, which name other systems. */
export function targetOfResult(result: string): ResultTarget {
  if (result.trimStart().startsWith('{')) return parseResultTarget(result);
  const scheme = /^([a-z][\w+.-]*):\/\//i.exec(result)?.[1];
  if (scheme !== undefined) throw new UserError('result_url_unknown', { type: scheme });
  return { authentication: result };
}

/**
 * The export that a target describes. A new token in it is saved as an authentication. Throws a UserError if the target
 * has neither an authentication nor a token, an authentication that cannot be used, or no valid parameters.
 */
export async function exportOfResult(target: ResultTarget, authentications: AuthenticationStore): Promise<QueryExport> {
  const { type, access_token: token, td_authentication_id: id, authentication: name, ...parameters } = target;
  // A new token is saved as an authentication, so the parameters are checked first.
  if (id === undefined && name === undefined) parseInput(connectorOfResult(type).parameters, parameters);
  const authentication = await resolveAuthentication(target, authentications);
  if (type !== undefined && authentication.connector !== connectorOf(type).type)
    throw new UserError('authentication_unknown', { id: authentication.id });
  return {
    connector: connectorOf(authentication.connector),
    authentication,
    parameters: parametersOf(parameters, authentication),
  };
}

async function resolveAuthentication(
  target: ResultTarget,
  authentications: AuthenticationStore,
): Promise<Authentication> {
  const { type, access_token: token, td_authentication_id: id, authentication: name } = target;
  try {
    // The connector matters only for a token.
    const connector = id === undefined && name === undefined ? connectorOfResult(type).type : '';
    return await chooseAuthentication(authentications, connector, { id, name, token });
  } catch (error) {
    throw withTokenAdvice(error, target);
  }
}

/**
 * The parameters that the result states; if it states none, those saved with the authentication. Throws UserError
 * `result_without_parameters`.
 */
function parametersOf(parameters: object, { name, parameters: saved }: Authentication): object {
  if (Object.keys(parameters).length > 0) return parameters;
  if (saved === null) throw new UserError('result_without_parameters', { name });
  return saved;
}
