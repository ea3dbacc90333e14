import { connectorOf, connectorOfResult } from '../connectors/registry.ts';
import type { Authentication } from '../core/access/authentication.ts';
import { parseInput } from '../core/connector/parameters.ts';
import { UserError } from '../core/errors.ts';
import { parseResultTarget, type ResultTarget, withTokenAdvice } from '../core/query/result-target.ts';
import { type AuthenticationStore, chooseAuthentication } from '../operations/authentications/choose-authentication.ts';
import type { QueryExport } from '../operations/queries/create-query-job.ts';
import { optionalText } from './asked.ts';

/** How clients say where a result goes: by one value, or by the id of an authentication and settings beside it. */
export const resultAsked = {
  result: optionalText,
  result_connection_id: optionalText,
  result_connection_settings: optionalText,
};

interface ResultAsked {
  readonly result?: string | undefined;
  readonly result_connection_id?: string | undefined;
  readonly result_connection_settings?: string | undefined;
}

/** Undefined where the result goes nowhere. Throws a UserError for a target that cannot be meant. */
export function exportAsked(asked: ResultAsked, authentications: AuthenticationStore): QueryExport | undefined {
  const target = targetOf(asked);
  return target && exportTo(target, authentications);
}

function targetOf({ result, result_connection_id: id, result_connection_settings: settings }: ResultAsked) {
  if (result !== undefined) return readTarget(result);
  if (id === undefined && settings === undefined) return undefined;
  const parameters = settings === undefined ? {} : parseResultTarget(settings);
  return id === undefined ? parameters : { ...parameters, td_authentication_id: Number(id) };
}

/** JSON, or the name of an authentication. Addresses lead to systems that nothing is sent to from here. */
function readTarget(result: string): ResultTarget {
  if (result.trimStart().startsWith('{')) return parseResultTarget(result);
  const scheme = /^([a-z][\w+.-]*):\/\//i.exec(result)?.[1];
  if (scheme !== undefined) throw new UserError('result_url_unknown', { type: scheme });
  return { authentication: result };
}

/** Throws a UserError where no authentication is named or the one named is not there. */
function exportTo(target: ResultTarget, authentications: AuthenticationStore): QueryExport {
  const { type, access_token: token, td_authentication_id: id, authentication: name, ...parameters } = target;
  // A bare token says nothing of whose it is, and is kept from then on: the rest is looked at before.
  if (id === undefined && name === undefined) parseInput(connectorOfResult(type).parameters, parameters);
  const authentication = senderOf(target, authentications);
  if (type !== undefined && authentication.connector !== connectorOf(type).type)
    throw new UserError('authentication_unknown', { id: authentication.id });
  return {
    connector: connectorOf(authentication.connector),
    authentication,
    parameters: said(parameters, authentication),
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

/** What a name alone stands for. Throws UserError `result_without_parameters`. */
function said(parameters: object, { name, parameters: kept }: Authentication): object {
  if (Object.keys(parameters).length > 0) return parameters;
  if (kept === null) throw new UserError('result_without_parameters', { name });
  return kept;
}

/** The same as JSON, as it can be asked for again; the token never stands in it. */
export function targetText(connector: string, authentication: number, parameters: unknown): string {
  return JSON.stringify({ type: connector, td_authentication_id: authentication, ...Object(parameters) });
}
