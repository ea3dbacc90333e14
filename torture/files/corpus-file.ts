import type { FileFormat } from '#lib/core/upload/file-format.ts';

/** A hand-written file and the expected result. */
export interface CorpusFile {
  readonly name: string;
  readonly content: () => Uint8Array | Iterable<Uint8Array>;
  /** The encoding named by the sender. */
  readonly encoding?: string;
  readonly delimiter?: FileFormat['delimiter'];
  readonly expected: Expected;
  /** Too large for `npm run test:whole`: only checked by the torture run. */
  readonly isGiant?: true;
}

export type Expected = Refusal | readonly ExpectedRecord[] | Tally;

/** The file is refused as a whole, and nothing of it is kept. */
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

/** The number of records, and of records per error code. */
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

export function allValid(...onLines: readonly number[]): ExpectedRecord[] {
  return onLines.map((line) => valid(line));
}
