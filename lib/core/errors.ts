import type { IssueParams } from './issue.ts';

/**
 * Something the user can put right: settings, a file, an authentication, an id. `code` names the text in the message
 * files that says what happened and what to do next; `field` names the input it belongs to, for forms, and `pointer`
 * where it stands in what a program sent.
 */
export class UserError extends Error {
  /** By name, because one process may load this module more than once: Next bundles it for pages and for handlers apart. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'UserError';
  }

  readonly code: string;
  readonly params: IssueParams;
  readonly field: string | undefined;
  readonly pointer: string | undefined;

  constructor(
    code: string,
    params: IssueParams = {},
    options: { field?: string; pointer?: string; cause?: unknown } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.code = code;
    this.params = params;
    this.field = options.field;
    this.pointer = options.pointer;
  }
}
