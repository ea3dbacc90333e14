import { HEADER_REPEATED, ROW_BLANK } from '../issue.ts';
import { isMissing, trim } from '../record/clean.ts';
import { keysOfName, nameKey } from '../record/name-key.ts';
import { columnsByIndex, type Plan } from '../record/plan.ts';
import type { RowBlock } from '../record/row-block.ts';
import type { RecordRule } from './prepare-options.ts';
import { type PreparedBlock, RowFacts } from './prepared-block.ts';
import type { RowIssues } from './row-issues.ts';

const LINE_BREAK = /[\r\n]/;
const SEPARATORS = [',', ';', '\t', '|'];

/** What is reported about whole records: their shape, and the rules that concern several fields. */
export class RecordRules {
  readonly #plan: Pick<Plan, 'header'>;
  readonly #rules: readonly RecordRule[];
  readonly #columnsByIndex: ReturnType<typeof columnsByIndex>;
  /** What the cells of a row are if it repeats the header: for each column, the keys of its names. */
  #namesByIndex: readonly (readonly string[])[] | undefined;

  constructor(plan: Plan, rules: readonly RecordRule[]) {
    this.#plan = plan;
    this.#rules = rules;
    this.#columnsByIndex = columnsByIndex(plan);
  }

  /** Reports what is wrong with the shapes of rows. Called before their cells are read. */
  checkShapes(block: RowBlock, issues: RowIssues): void {
    for (let row = 0; row < block.length; row++) this.#checkShape(row, block, issues);
  }

  #checkShape(row: number, block: RowBlock, issues: RowIssues): void {
    const fault = block.faultOf(row);
    if (fault) {
      const column = fault.cell === undefined ? null : this.#plan.header[fault.cell] || null;
      const issue = { severity: 'error' as const, code: fault.code, column, field: null };
      issues.addError(row, fault.params ? { ...issue, params: fault.params } : issue);
      return;
    }
    const missing = block.missingCellsOf(row);
    if (missing === 0) return;
    issues.addWarning(row, { severity: 'warning', code: 'short_row', column: null, field: null, params: { missing } });
  }

  /**
   * Applies the rules for whole records once all cells are read, and warns about values that may contain other records.
   */
  apply(prepared: PreparedBlock, issues: RowIssues): void {
    const { block } = prepared;
    const facts = new RowFacts(prepared);
    for (let row = 0; row < block.length; row++) {
      if (block.faultOf(row) || issues.isLeftOut(row)) continue;
      facts.row = row;
      this.#applyRules(facts, issues);
      const code = issues.errorsOf(row).length > 0 ? this.#whyNoRecord(row, block) : undefined;
      if (code !== undefined) issues.leaveOut(row, { severity: 'error', code, column: null, field: null });
      else if (block.hasLineBreak(row)) this.#warnAboutLineBreaks(row, block, issues);
    }
    issues.keepFirstWarnings();
  }

  #applyRules(facts: RowFacts, issues: RowIssues): void {
    const { row } = facts;
    for (const rule of this.#rules) {
      const error = rule(facts, issues.errorsOf(row));
      if (!error) continue;
      const issue = { severity: 'error' as const, code: error.code, column: null, field: error.field };
      issues.addError(row, error.params ? { ...issue, params: error.params } : issue);
    }
  }

  /**
   * Why a row is no record: it has no values, as the rows at the end of many spreadsheets, or it has the column names
   * once more, as in several exports in one file.
   */
  #whyNoRecord(row: number, block: RowBlock): string | undefined {
    this.#namesByIndex ??= this.#plan.header.map(keysOfName);
    let isBlank = true;
    let isHeader = true;
    for (const [index, names] of this.#namesByIndex.entries()) {
      const cell = trim(block.text(row, index));
      isBlank &&= isMissing(cell);
      isHeader &&= names.includes(nameKey(cell));
      if (!isBlank && !isHeader) return undefined;
    }
    return isBlank ? ROW_BLANK : HEADER_REPEATED;
  }

  /**
   * Warns about a multi-line value that has at least as many separators as a row. If a quotation mark was not closed,
   * the value contains other records, which are lost even if the column is ignored.
   */
  #warnAboutLineBreaks(row: number, block: RowBlock, issues: RowIssues): void {
    const { header } = this.#plan;
    const separatorsOfRow = Math.max(1, header.length - 1);
    for (const [index, name] of header.entries()) {
      if (block.characters(row, index).length <= separatorsOfRow) continue;
      const value = trim(block.text(row, index));
      if (!LINE_BREAK.test(value) || countSeparators(value) < separatorsOfRow) continue;
      const field = this.#columnsByIndex.get(index)?.[0]?.field.name ?? null;
      issues.addWarning(row, { severity: 'warning', code: 'line_break', column: name || null, field });
    }
  }
}

/** The count of the most frequent separator. */
function countSeparators(value: string): number {
  return Math.max(...SEPARATORS.map((separator) => value.split(separator).length - 1));
}
