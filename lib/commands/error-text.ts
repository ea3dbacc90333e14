import { UserError } from '../core/errors.ts';
import type { TextParams } from '../core/issue.ts';
import { databaseErrorOf } from '../core/machine-fault.ts';
import type { Catalog } from '../messages/catalogs.ts';
import { messagesOf, translate } from '../messages/translate.ts';

/** The text of an error for API clients: the console's text, unless there is one that uses the API's names. */
export function errorText(code: string, params: TextParams = {}): string {
  return textFrom('api-errors', code, params);
}

/** The text of an error in a shell: the console's text, unless there is one that names commands or options. */
export function shellErrorText(code: string, params: TextParams = {}): string {
  const { reason } = params;
  return textFrom('cli-errors', code, typeof reason === 'string' ? { ...params, reason: faultText(reason) } : params);
}

/** The text in a shell for any error that prevents a process from starting. */
export function startErrorText(error: unknown): string {
  const codedError = error instanceof UserError ? error : databaseErrorOf(error);
  if (codedError) return shellErrorText(codedError.code, codedError.params);
  return error instanceof Error ? error.message : String(error);
}

/** The code of a system error with its meaning: `there is no such file or folder (ENOENT)`. */
export function faultText(code: string): string {
  const key = `fault_${code}`;
  return key in messagesOf('cli') ? `${translate('cli', key)} (${code})` : code;
}

function textFrom(catalog: Catalog, code: string, params: TextParams): string {
  const key = code === 'input_malformed' && 'allowed' in params ? 'input_malformed_allowed' : code;
  return translate(key in messagesOf(catalog) ? catalog : 'errors', key, params);
}
