import type { IssueParams } from './issue.ts';

/**
 * An error that the user can correct: settings, a file, an authentication, an id. `code` is the key of its text in the
 * message files; `field` is the name of the input for forms, and `pointer` the JSON pointer to it in a request.
 */
export class UserError extends Error {
  /** By name, because one process may load this module more than once: Next bundles pages and handlers separately. */
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
