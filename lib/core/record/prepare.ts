import { type Issue, type IssueParams, type Severity, VALUE_LEFT_OUT } from '../issue.ts';
import { copyText } from '../text/copy-text.ts';
import { isMissing, isSha256, normalForm, omitValue, trim } from './clean.ts';
import { cleanedText, TrialCell } from './derivation.ts';
import { appendValues, NO_VALUES, put, withoutDuplicates } from './event-parts.ts';
import { type Cell, type FieldSpec, type JsonObject, type JsonValue, MAX_SUFFIX } from './field.ts';
import { columnsByIndex, type Plan, type PlannedColumn, type Step } from './plan.ts';
import { RecentValues } from './recent-values.ts';
import type { Row } from './row.ts';
import { type Derivation, faultyIndexes, joinedText, matchValue, type TextReader, textReader } from './source-text.ts';

/** Platform functions. */
export interface PrepareEffects {
  /** SHA-256 of the text's UTF-8 bytes, as 64 lower-case hex digits. */
  hash(text: string): string;
  isIp(text: string): boolean;
}

/** A rule for the whole record, applied after all cells. Returns an error or undefined. */
export type RecordRule = (
  event: JsonObject,
  errors: readonly Issue[],
) => Omit<Issue, 'severity' | 'column'> | undefined;

/** A prepared record. It is sent if and only if `errors` is empty. */
export interface Prepared {
  readonly event: JsonObject;
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
}

export type Prepare = (row: Row) => Prepared;

export interface PrepareOptions {
  readonly plan: Plan;
  readonly rules: readonly RecordRule[];
  /** Codes of warnings that are given once per file, at the first record. */
  readonly oncePerFile: ReadonlySet<string>;
  /**
   * The record that got each of these warnings. Passes over the same file that share this map, or start with the stored
   * values of an earlier pass, report the same records.
   */
  readonly firstWarnedAt?: Map<string, number>;
  /** The job's frozen reference time, Unix seconds. */
  readonly now: number;
  readonly effects: PrepareEffects;
}

/**
 * Makes the function that turns one row into an event or issues, in one pass. It never throws on data, reports every issue
 * of a record, and returns the same event for the same row and options.
 */
export function createPrepare({ plan, rules, oncePerFile, firstWarnedAt, now, effects }: PrepareOptions): Prepare {
  const options = { oncePerFile, firstWarnedAt, textReader: textReader(plan), header: plan.header };
  const record = new RecordBuilder(now, effects, options);
  const steps = withRecentValues(plan.steps);
  const fed = columnsByIndex(plan);
  return (row) => {
    record.begin(row.record);
    if (row.fault) record.reportFault(row, plan);
    else {
      if (row.missingCells > 0) record.report('warning', 'short_row', null, null, { missing: row.missingCells });
      for (const step of steps) record.applyStep(step, row.cells);
      for (const rule of rules) record.applyRule(rule);
      if (row.endLine > row.line) record.warnAboutLineBreaks(row, plan, fed);
    }
    return record.finish();
  };
}

const NONE: readonly Issue[] = [];

/** A column with what its field needs for each cell. All have the same members, so that reading one is fast. */
interface Source extends PlannedColumn {
  readonly recent: RecentValues;
  readonly checkInRecord: FieldSpec['checkInRecord'];
}

function withRecentValues(steps: readonly Step[]): Step<Source>[] {
  const recentByField = new Map<FieldSpec, RecentValues>();
  const withRecent = (column: PlannedColumn): Source => {
    const recent = recentByField.get(column.field) ?? new RecentValues();
    recentByField.set(column.field, recent);
    return { ...column, recent, checkInRecord: column.field.checkInRecord };
  };
  return steps.map((step) => {
    if (step.kind === 'single') return { ...step, source: withRecent(step.source) };
    if (step.kind === 'list') return { ...step, sources: step.sources.map(withRecent) };
    return { ...step, items: step.items.map((sources) => sources.map(withRecent)) };
  });
}

/** As many values per cell as columns per list, so that a cell cannot fill the ledger with issues. */
const MAX_VALUES_PER_CELL = MAX_SUFFIX;

const LINE_BREAK = /[\r\n]/;

/**
 * The record being prepared. One instance serves all rows of a file, as the interface of cleaning rules; only event and
 * issues are new objects for each record.
 */
class RecordBuilder implements Cell {
  readonly now: number;
  readonly #effects: PrepareEffects;
  readonly #hashOfNothing: string;
  readonly #oncePerFile: ReadonlySet<string>;
  readonly #firstWarnedAt: Map<string, number>;
  readonly #textReader: TextReader;
  readonly #header: readonly string[];
  #number = 0;
  #event: JsonObject = {};
  #errors: Issue[] = [];
  #warnings: Issue[] = [];
  /** The column of the current cell. */
  #source: Source | undefined;
  /** All cells of the current record. */
  #cells: readonly string[] = [];
  /** Number of issues of all cells so far, reported or not. */
  #issueCount = 0;
  /** Why the mapping leaves the record out. */
  #leftOut: Issue | undefined;

  constructor(
    now: number,
    effects: PrepareEffects,
    { oncePerFile, firstWarnedAt, textReader, header }: BuilderOptions,
  ) {
    this.now = now;
    this.#effects = effects;
    this.#hashOfNothing = effects.hash('');
    this.#oncePerFile = oncePerFile;
    this.#firstWarnedAt = firstWarnedAt ?? new Map();
    this.#textReader = textReader;
    this.#header = header;
  }

  begin(number: number): void {
    this.#number = number;
    this.#event = {};
    if (this.#errors.length > 0) this.#errors = [];
    if (this.#warnings.length > 0) this.#warnings = [];
    this.#leftOut = undefined;
  }

  finish(): Prepared {
    if (this.#leftOut) {
      this.#withdrawWarnings();
      return { event: this.#event, errors: [this.#leftOut], warnings: NONE };
    }
    return {
      event: this.#event,
      errors: this.#errors.length > 0 ? this.#errors : NONE,
      warnings: this.#warnings.length > 0 ? this.#warnings : NONE,
    };
  }

  /** A warning that is given once per file is given at a later record instead. */
  #withdrawWarnings(): void {
    for (const [code, record] of this.#firstWarnedAt) if (record === this.#number) this.#firstWarnedAt.delete(code);
  }

  isIp(text: string): boolean {
    return this.#effects.isIp(text);
  }

  error(code: string, params?: IssueParams): undefined {
    this.#issueCount += 1;
    if (this.#source?.derived && this.#source.derived.indexes.length > 1) this.#reportParts(this.#source, code, params);
    else this.#reportCell('error', code, params);
  }

  warn(code: string, params?: IssueParams): void {
    this.#issueCount += 1;
    if (this.#oncePerFile.has(code)) {
      const first = this.#firstWarnedAt.get(code) ?? this.#number;
      this.#firstWarnedAt.set(code, first);
      if (first !== this.#number) return;
    }
    this.#reportCell('warning', code, params);
  }

  /** The same issue is reported once per cell: long lists would fill the ledger. */
  report(severity: Severity, code: string, column: string | null, field: string | null, params?: IssueParams): void {
    const issues = severity === 'error' ? this.#errors : this.#warnings;
    for (let i = issues.length - 1; issues[i]?.column === column; i--) if (issues[i]?.code === code) return;
    const issue = params ? { severity, code, column, field, params } : { severity, code, column, field };
    issues.push(issue);
  }

  reportFault({ fault }: Row, plan: Plan): void {
    if (!fault) return;
    const column = (fault.cell !== undefined && plan.header[fault.cell]) || null;
    this.report('error', fault.code, column, null, fault.params);
  }

  /** A multi-line value with as many separators as a row may contain records swallowed by an unclosed quotation mark. */
  warnAboutLineBreaks({ cells }: Row, { header }: Plan, fed: ReturnType<typeof columnsByIndex>): void {
    for (const [index, [first]] of fed) {
      const value = trim(cells[index] ?? '');
      const isSuspect = LINE_BREAK.test(value) && countSeparators(value) >= Math.max(1, header.length - 1);
      if (isSuspect) this.report('warning', 'line_break', header[index] ?? null, first?.field.name ?? null);
    }
  }

  applyRule(rule: RecordRule): void {
    const found = rule(this.#event, this.#errors);
    if (found) this.report('error', found.code, null, found.field, found.params);
  }

  applyStep(step: Step<Source>, cells: readonly string[]): void {
    if (step.kind === 'single') this.#addSingle(step.source, cells);
    else if (step.kind === 'list') this.#addList(step.field, step.sources, cells);
    else this.#addItems(step.path, step.items, cells);
  }

  #addSingle(source: Source, cells: readonly string[]): void {
    const text = this.#textOf(source, cells);
    if (text === undefined) return;
    if (isMissing(text)) {
      if (source.field.required) this.error('required_missing');
      return;
    }
    const value = this.#valueOf(source, text);
    if (value !== undefined) put(this.#event, source.field.path, value);
  }

  #addList(field: FieldSpec, sources: readonly Source[], cells: readonly string[]): void {
    let values = NO_VALUES;
    for (const source of sources) {
      const text = this.#textOf(source, cells);
      if (text === undefined || isMissing(text)) continue;
      if (text[0] === '[' && text.endsWith(']')) values = this.#withParts(source, text, values);
      else values = appendValues(values, this.#valueOf(source, text));
    }
    if (values.length > 0) put(this.#event, field.path, withoutDuplicates(values));
  }

  #withParts(source: Source, text: string, values: JsonValue[]): JsonValue[] {
    return this.#valuesIn(text).reduce((all, part) => appendValues(all, this.#valueOf(source, part)), values);
  }

  #addItems(path: readonly string[], items: readonly (readonly Source[])[], cells: readonly string[]): void {
    const added: JsonObject[] = [];
    for (const sources of items) {
      const item = this.#itemOf(sources, cells);
      if (item !== undefined) added.push(item);
    }
    if (added.length > 0) put(this.#event, path, added);
  }

  #itemOf(sources: readonly Source[], cells: readonly string[]): JsonObject | undefined {
    let item: JsonObject | undefined;
    for (const source of sources) {
      const value = this.#read(source, cells);
      if (value === undefined) continue;
      const { path } = source.field;
      const key = path[path.length - 1] as string;
      item ??= {};
      item[key] = value;
    }
    return item;
  }

  #read(source: Source, cells: readonly string[]): JsonValue | undefined {
    const text = this.#textOf(source, cells);
    return text === undefined || isMissing(text) ? undefined : this.#valueOf(source, text);
  }

  /** The trimmed text of a source, which becomes the current one; undefined if it has an issue or leaves the record out. */
  #textOf(source: Source, cells: readonly string[]): string | undefined {
    this.#source = source;
    this.#cells = cells;
    const text = source.derived ? this.#derivedText(source, source.derived, cells) : trim(cellOf(source, cells));
    if (source.checkInRecord && text !== undefined) source.checkInRecord(text, this, this.#textReader(cells));
    return text;
  }

  #derivedText({ column, field }: Source, derived: Derivation, cells: readonly string[]): string | undefined {
    const matched = matchValue(derived, joinedText(derived, cells));
    if (matched === null) {
      this.#leftOut ??= { severity: 'error', code: VALUE_LEFT_OUT, column, field: field.name };
      return undefined;
    }
    if (!derived.read || isMissing(matched) || (field.hashed && isSha256(matched))) return matched;
    return derived.read(matched, this, this.#textReader(cells));
  }

  /** Only texts without issues are remembered, because issues belong to their record. */
  #valueOf({ field, recent }: Source, text: string): JsonValue | undefined {
    const known = recent.find(text);
    if (known !== undefined) return known;
    const issueCount = this.#issueCount;
    const value = field.hashed ? this.#hash(field, text) : ownValue(field.clean(text, this));
    if (value !== undefined && issueCount === this.#issueCount) recent.add(text, value);
    return value;
  }

  /**
   * A hash is recognized before any rule runs: the rule for phone numbers would strip its letters. The hash of '' identifies
   * no one, so a value that is empty after its rule is an error, and so is that hash itself. 64 equal digits are a
   * placeholder for a missing hash.
   */
  #hash(field: FieldSpec, text: string): JsonValue | undefined {
    if (isSha256(text) && ONE_DIGIT.test(text)) return omitValue(this, 'placeholder_dropped');
    if (isSha256(text)) return this.#unlessOfNothing(copyText(text.toLowerCase()));
    const value = field.clean(normalForm(text), this);
    if (Array.isArray(value)) return value.flatMap((one) => this.#hashCleaned(one) ?? []);
    return this.#hashCleaned(value);
  }

  #hashCleaned(value: JsonValue | undefined): string | undefined {
    return typeof value === 'string' ? this.#unlessOfNothing(this.#effects.hash(value)) : undefined;
  }

  #unlessOfNothing(hash: string): string | undefined {
    return hash === this.#hashOfNothing ? this.error('nothing_left') : hash;
  }

  /** The values of a cell: the strings of a JSON array, else the cell itself. */
  #valuesIn(text: string): readonly string[] {
    const parts = parseArray(text)?.filter((part) => part !== null);
    if (parts === undefined) return [text];
    if (!parts.every(isText)) this.error('array_not_texts');
    else if (parts.length > MAX_VALUES_PER_CELL) this.error('array_too_long', { max: MAX_VALUES_PER_CELL });
    else return parts.map(trim).filter((part) => !isMissing(part));
    return [];
  }

  /** Reports an error of a joined value for the cells that cause it. */
  #reportParts({ field, derived }: Source, code: string, params: IssueParams | undefined): void {
    if (!derived) return;
    const cells = this.#cells;
    const isReadable = (text: string) => {
      const matched = matchValue(derived, text);
      if (matched === null) return true;
      const cell = new TrialCell(this.now, this.isIp);
      return cleanedText(field, derived.read, matched, cell) !== undefined && !cell.hasError;
    };
    const completion = field.inTwoColumns?.completion;
    for (const index of faultyIndexes(derived, cells, { completion, isReadable }))
      this.report('error', code, this.#header[index] ?? null, field.name, params);
  }

  #reportCell(severity: Severity, code: string, params?: IssueParams): void {
    this.report(severity, code, this.#source?.column ?? null, this.#source?.field.name ?? null, params);
  }
}

interface BuilderOptions {
  readonly oncePerFile: ReadonlySet<string>;
  readonly firstWarnedAt: Map<string, number> | undefined;
  readonly textReader: TextReader;
  readonly header: readonly string[];
}

function ownValue(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' ? copyText(value) : value;
}

function cellOf({ constant, index }: PlannedColumn, cells: readonly string[]): string {
  return constant ?? cells[index] ?? '';
}

const ONE_DIGIT = /^(.)\1*$/i;

/** A JSON escape may be a lone surrogate, which UTF-8 encoding would replace with U+FFFD before hashing. */
function isText(part: unknown): part is string {
  return typeof part === 'string' && part.isWellFormed();
}

function parseArray(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The count of the most frequent separator. */
function countSeparators(value: string): number {
  return Math.max(...[',', ';', '\t', '|'].map((separator) => value.split(separator).length - 1));
}
