import type { IssueParams } from './issue.ts';

interface UserErrorOptions {
  readonly field?: string | undefined;
  readonly pointer?: string | undefined;
  readonly cause?: unknown;
  readonly all?: readonly UserError[];
}

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
  /** All problems of the input, this one included, for a form that shows each at its field. */
  readonly all: readonly UserError[];

  constructor(code: string, params: IssueParams = {}, options: UserErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.code = code;
    this.params = params;
    this.field = options.field;
    this.pointer = options.pointer;
    this.all = options.all ?? [this];
  }
}
