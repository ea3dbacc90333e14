import { LOGGED_ERROR } from '../core/delivery/ledger.ts';
import type { IssueParams } from '../core/issue.ts';

type TextOf = (catalog: 'log' | 'errors', code: string, params: IssueParams) => string;

/** The text of a line of a job's log; a failure is followed by its reason. */
export function logLineText(
  { code, params = {} }: { readonly code: string; readonly params?: IssueParams | undefined },
  textOf: TextOf,
): string {
  const text = textOf('log', code, params);
  const error = params[LOGGED_ERROR];
  if (typeof error !== 'string') return text;
  const reason = textOf('errors', error, params);
  return reason === error ? text : `${text} ${reason}`;
}
