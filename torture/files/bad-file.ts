import type { FileFormat } from '#lib/core/upload/file-format.ts';

/** A file made by hand, and what the product must say of it. */
export interface BadFile {
  readonly name: string;
  readonly content: () => Uint8Array | Iterable<Uint8Array>;
  /** What the sender says of it. */
  readonly encoding?: string;
  readonly delimiter?: FileFormat['delimiter'];
  readonly expected: Expected;
  /** Too large for a quick look: it is left to the torture run. */
  readonly giant?: true;
}

export type Expected = Refusal | readonly ExpectedRecord[] | Tally;

/** The file is refused as a whole, and nothing of it stays. */
export interface Refusal {
  readonly refused: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** One record, in order: its line, its errors as `code` or `code column`, the codes of its warnings. */
export interface ExpectedRecord {
  readonly line: number;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** How many records there are, and how many of them have which error. */
export interface Tally {
  readonly read: number;
  readonly errors: Readonly<Record<string, number>>;
}

export function refused(code: string, params?: Readonly<Record<string, unknown>>): Refusal {
  return params ? { refused: code, params } : { refused: code };
}

export function valid(line: number, ...warnings: readonly string[]): ExpectedRecord {
  return { line, errors: [], warnings };
}

export function invalid(line: number, errors: string | readonly string[], ...warnings: readonly string[]) {
  return { line, errors: [errors].flat(), warnings };
}

/** Valid records on these lines. */
export function allValid(...on: readonly number[]): ExpectedRecord[] {
  return on.map((line) => valid(line));
}
