import type { IssueParams } from '../core/issue.ts';
import { messagesOf, translate } from '../messages/translate.ts';

/** The text of an error for API clients, without the commands and options that help in a shell. */
export function errorText(code: string, params: IssueParams = {}): string {
  return translate(code in messagesOf('api-errors') ? 'api-errors' : 'errors', code, params);
}
