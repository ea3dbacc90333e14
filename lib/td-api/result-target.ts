import { UserError } from '../core/errors.ts';
import { parseResultTarget } from '../core/query/result-target.ts';
import type { AuthenticationStore } from '../operations/authentications/choose-authentication.ts';
import type { QueryExport } from '../operations/queries/create-query-job.ts';
import { exportOfResult, targetOfResult } from '../operations/queries/export-of-result.ts';
import { optionalText } from './route-inputs.ts';

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

/** The export of a result; undefined if the result is not sent. Throws a UserError for an invalid target. */
export async function parseExportInput(
  input: ResultInput,
  authentications: AuthenticationStore,
): Promise<QueryExport | undefined> {
  const target = targetOf(input);
  return target && (await exportOfResult(target, authentications));
}

function targetOf({ result, result_connection_id: id, result_connection_settings: settings }: ResultInput) {
  if (result !== undefined) return targetOfResult(result);
  if (id === undefined && settings === undefined) return undefined;
  if (id !== undefined && !/^[1-9]\d{0,14}$/.test(id)) throw new UserError('authentication_unknown', { id });
  const parameters = settings === undefined ? {} : parseResultTarget(settings);
  return id === undefined ? parameters : { ...parameters, td_authentication_id: Number(id) };
}

/** The target as JSON that clients can send again; it never contains the token. */
export function targetText(connector: string, authentication: number, parameters: unknown): string {
  return JSON.stringify({ type: connector, td_authentication_id: authentication, ...Object(parameters) });
}
