import { connectorOf, connectorOfResult } from '../connectors/registry.ts';
import type { Authentication } from '../core/access/authentication.ts';
import { parseInput } from '../core/connector/parameters.ts';
import { UserError } from '../core/errors.ts';
import { parseResultTarget, type ResultTarget, withTokenAdvice } from '../core/query/result-target.ts';
import { type AuthenticationStore, chooseAuthentication } from '../operations/authentications/choose-authentication.ts';
import type { QueryExport } from '../operations/queries/create-query-job.ts';
import { optionalText } from './common-input.ts';

/** The target of a result: one value, or the id of an authentication and separate settings. */
export const resultInputShape = {
  result: optionalText,
  result_connection_id: optionalText,
  result_connection_settings: optionalText,
};

interface ResultInput {
  readonly result?: string | undefined;
  readonly result_connection_id?: string | undefined;
  readonly result_connection_settings?: string | undefined;
}

/** Undefined if the result is not sent. Throws a UserError for an invalid target. */
export function parseExportInput(input: ResultInput, authentications: AuthenticationStore): QueryExport | undefined {
  const target = targetOf(input);
  return target && exportTo(target, authentications);
}

function targetOf({ result, result_connection_id: id, result_connection_settings: settings }: ResultInput) {
  if (result !== undefined) return parseTarget(result);
  if (id === undefined && settings === undefined) return undefined;
  const parameters = settings === undefined ? {} : parseResultTarget(settings);
  return id === undefined ? parameters : { ...parameters, td_authentication_id: Number(id) };
}

/** JSON, or the name of an authentication. URLs name systems that cannot be sent to. */
function parseTarget(result: string): ResultTarget {
  if (result.trimStart().startsWith('{')) return parseResultTarget(result);
  const scheme = /^([a-z][\w+.-]*):\/\//i.exec(result)?.[1];
  if (scheme !== undefined) throw new UserError('result_url_unknown', { type: scheme });
  return { authentication: result };
}

/** Throws a UserError if no authentication is named, or it does not exist. */
function exportTo(target: ResultTarget, authentications: AuthenticationStore): QueryExport {
  const { type, access_token: token, td_authentication_id: id, authentication: name, ...parameters } = target;
  // A new token is saved as an authentication, so the parameters are checked first.
  if (id === undefined && name === undefined) parseInput(connectorOfResult(type).parameters, parameters);
  const authentication = senderOf(target, authentications);
  if (type !== undefined && authentication.connector !== connectorOf(type).type)
    throw new UserError('authentication_unknown', { id: authentication.id });
  return {
    connector: connectorOf(authentication.connector),
    authentication,
    parameters: parametersOf(parameters, authentication),
  };
}

function senderOf(target: ResultTarget, authentications: AuthenticationStore): Authentication {
  const { type, access_token: token, td_authentication_id: id, authentication: name } = target;
  try {
    const connector = id === undefined && name === undefined ? connectorOfResult(type).type : '';
    return chooseAuthentication(authentications, connector, { id, name, token });
  } catch (error) {
    throw withTokenAdvice(error, target);
  }
}

/** The given parameters; without any, those saved with the authentication. Throws UserError `result_without_parameters`. */
function parametersOf(parameters: object, { name, parameters: saved }: Authentication): object {
  if (Object.keys(parameters).length > 0) return parameters;
  if (saved === null) throw new UserError('result_without_parameters', { name });
  return saved;
}

/** The target as JSON that clients can send again; it never contains the token. */
export function targetText(connector: string, authentication: number, parameters: unknown): string {
  return JSON.stringify({ type: connector, td_authentication_id: authentication, ...Object(parameters) });
}
