import type { IssueParams } from '../core/record/issue.ts';
import { messagesOf, translate } from '../messages/translate.ts';

/** What a program is told of an error: without the commands and options that help in a shell. */
export function errorText(code: string, params: IssueParams = {}): string {
  return translate(code in messagesOf('api-errors') ? 'api-errors' : 'errors', code, params);
}
