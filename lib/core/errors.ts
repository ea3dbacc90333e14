import { type IssueParams, type TextParams, withoutLists } from './issue.ts';

interface UserErrorOptions {
  readonly field?: string | undefined;
  readonly pointer?: string | undefined;
  readonly cause?: unknown;
  readonly all?: readonly UserError[];
}

/**
 * An error that a person can correct: in settings, a file, an authentication, an id. `code` is the key of its text in
 * the message files. `field` is the name of the wrong input in a form, and `pointer` the JSON pointer to it in a
 * request.
 */
export class UserError extends Error {
  /** Compares names, because a process may load this module more than once: Next bundles pages and handlers apart. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'UserError';
  }

  readonly code: string;
  /** For programs and storage. */
  readonly params: IssueParams;
  /** For the text, which joins lists as the person's language does. */
  readonly textParams: TextParams;
  readonly field: string | undefined;
  readonly pointer: string | undefined;
  /** All problems of the input, this one included, for a form that shows each at its field. */
  readonly all: readonly UserError[];

  constructor(code: string, params: TextParams = {}, options: UserErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.code = code;
    this.params = withoutLists(params);
    this.textParams = params;
    this.field = options.field;
    this.pointer = options.pointer;
    this.all = options.all ?? [this];
  }
}
