import type { Issue } from '../issue.ts';
import type { RowBlock } from '../record/row-block.ts';
import { addIssue, type CellIssues } from './cell-rules.ts';

const NONE: readonly Issue[] = [];

export interface IssueOptions {
  /** Codes of warnings that are given once per file, at the first record that causes them. */
  readonly oncePerFile: ReadonlySet<string>;
  /** The first record with each of these warnings, by code. */
  readonly firstWarnedAt: Map<string, number>;
}

/** The issues of the rows of a block. */
export class RowIssues {
  readonly #block: RowBlock;
  readonly #oncePerFile: ReadonlySet<string>;
  readonly #firstWarnedAt: Map<string, number>;
  readonly #errors: (Issue[] | undefined)[] = [];
  readonly #warnings: (Issue[] | undefined)[] = [];
  readonly #leftOut: (Issue | undefined)[] = [];

  constructor(block: RowBlock, { oncePerFile, firstWarnedAt }: IssueOptions) {
    this.#block = block;
    this.#oncePerFile = oncePerFile;
    this.#firstWarnedAt = firstWarnedAt;
  }

  add(row: number, { errors, warnings, leftOut }: CellIssues): void {
    for (const error of errors) this.addError(row, error);
    for (const warning of warnings) if (!this.#wasWarnedEarlier(warning)) this.addWarning(row, warning);
    this.#leftOut[row] ??= leftOut;
  }

  addError(row: number, issue: Issue): void {
    addIssue(listAt(this.#errors, row), issue);
  }

  addWarning(row: number, issue: Issue): void {
    addIssue(listAt(this.#warnings, row), issue);
  }

  /** Leaves a record out. The issue that says so becomes its only one. */
  leaveOut(row: number, issue: Issue): void {
    this.#leftOut[row] ??= issue;
  }

  isLeftOut(row: number): boolean {
    return this.#leftOut[row] !== undefined;
  }

  /** The errors of a record. If the record is left out, the issue that says so is the only one. */
  errorsOf(row: number): readonly Issue[] {
    const leftOut = this.#leftOut[row];
    return leftOut ? [leftOut] : (this.#errors[row] ?? NONE);
  }

  warningsOf(row: number): readonly Issue[] {
    return this.isLeftOut(row) ? NONE : (this.#warnings[row] ?? NONE);
  }

  /** Removes once-per-file warnings that an earlier record has. Rows are visited in order of their records. */
  keepFirstWarnings(): void {
    for (let row = 0; row < this.#warnings.length; row++) {
      const warnings = this.#warnings[row];
      if (warnings && !this.isLeftOut(row) && warnings.some(({ code }) => this.#oncePerFile.has(code)))
        this.#warnings[row] = warnings.filter((warning) => this.#keepsWarning(warning, this.#block.recordOf(row)));
    }
  }

  /**
   * Whether a record keeps a warning. Notes the first record with each once-per-file warning: only that record keeps
   * it.
   */
  #keepsWarning({ code }: Issue, record: number): boolean {
    if (!this.#oncePerFile.has(code)) return true;
    const first = this.#firstWarnedAt.get(code) ?? record;
    this.#firstWarnedAt.set(code, first);
    return first === record;
  }

  /** Whether this is a once-per-file warning that a record before the block has. */
  #wasWarnedEarlier({ code }: Issue): boolean {
    if (!this.#oncePerFile.has(code)) return false;
    return (this.#firstWarnedAt.get(code) ?? Number.POSITIVE_INFINITY) < this.#block.recordOf(0);
  }
}

function listAt(lists: (Issue[] | undefined)[], row: number): Issue[] {
  const list = lists[row] ?? [];
  lists[row] = list;
  return list;
}
