import { type Issue, type IssueParams, type Severity, VALUE_LEFT_OUT } from '../issue.ts';
import { isMissing, isSha256, normalForm, omitValue, trim } from '../record/clean.ts';
import { cleanedText, isUnclear } from '../record/derivation.ts';
import { type Cell, type JsonValue, MAX_SUFFIX } from '../record/field.ts';
import { IssueCollector } from '../record/issue-collector.ts';
import { hasEmailAddress } from '../record/personal.ts';
import type { Plan } from '../record/plan.ts';
import {
  type Derivation,
  faultyIndexes,
  joinedText,
  matchValue,
  partsIn,
  type TextReader,
  textReader,
} from '../record/source-text.ts';
import { WORDS_BY_HASH } from './placeholder-hashes.ts';
import type { SourceRules } from './source-rules.ts';

/** Receives the values that an event gets from the cells of a source, in their order. */
export interface ValueSink {
  value(value: JsonValue): void;
  /** A text whose SHA-256 is sent. */
  textToHash(text: string): void;
}

/** What is wrong with the cells of a source. */
export interface CellIssues {
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** Why the mapping leaves the record out. */
  readonly leftOut: Issue | undefined;
}

/** One cell can have as many values as a list can have columns. With more, it could fill the ledger with issues. */
const MAX_VALUES_PER_CELL = MAX_SUFFIX;

/** The SHA-256 of an empty text. */
const HASH_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** One digit repeated: a hash of this form is a placeholder for a missing one. */
const REPEATED_DIGIT = /^(.)\1*$/i;

/**
 * What fields make of cells: the values that are sent, and issues. Both depend on nothing but the cells of the source,
 * those of the fields that its rules read, and the reference time: equal cells give equal values and issues.
 */
export class CellRules implements Cell {
  readonly now: number;
  readonly isIp: (text: string) => boolean;
  readonly #header: readonly string[];
  readonly #textReader: TextReader;
  #source: SourceRules | undefined;
  #cells: readonly string[] = [];
  #errors: Issue[] = [];
  #warnings: Issue[] = [];
  #leftOut: Issue | undefined;

  /** `now` is the job's frozen reference time, Unix seconds. */
  constructor(plan: Pick<Plan, 'header' | 'columns'>, now: number, isIp: (text: string) => boolean) {
    this.#header = plan.header;
    this.#textReader = textReader(plan);
    this.now = now;
    this.isIp = isIp;
  }

  /** Gives the values of a source to the sink. Returns its issues, if it has any. */
  read(source: SourceRules, cells: readonly string[], sink: ValueSink): CellIssues | undefined {
    this.#source = source;
    this.#cells = cells;
    const text = source.derived ? this.#derivedText(source, source.derived) : trim(cellOf(source, cells));
    if (text !== undefined) this.#readText(source, text, sink);
    return this.#takeIssues();
  }

  error(code: string, params?: IssueParams): undefined {
    const source = this.#reading;
    const { derived } = source;
    if (derived && derived.indexes.length > 1) this.#reportJoined(source, derived, code, params);
    else this.#report('error', code, source.column, params);
  }

  warn(code: string, params?: IssueParams): void {
    this.#report('warning', code, this.#reading.column, params);
  }

  /**
   * The text of another field of the record. The source must declare the field in `reads`: a piece is reused for
   * records whose declared cells are equal, so a value may depend on no other cells.
   */
  readonly #textOf = (field: string): string | undefined => {
    const source = this.#reading;
    if (!source.reads.includes(field))
      throw new Error(`the rules of ${source.field} do not declare that they read ${field}`);
    return this.#textReader(this.#cells)(field);
  };

  /** The source that is being read. Rules report issues only while they run. */
  get #reading(): SourceRules {
    if (!this.#source) throw new Error('no source is being read');
    return this.#source;
  }

  /** The collected issues, which are then cleared for the next cells. */
  #takeIssues(): CellIssues | undefined {
    if (this.#errors.length === 0 && this.#warnings.length === 0 && this.#leftOut === undefined) return undefined;
    const issues = { errors: this.#errors, warnings: this.#warnings, leftOut: this.#leftOut };
    this.#errors = [];
    this.#warnings = [];
    this.#leftOut = undefined;
    return issues;
  }

  /** The text of joined, split or matched cells; undefined if it has an issue or leaves the record out. */
  #derivedText(source: SourceRules, derived: Derivation): string | undefined {
    const joined = this.#joinedText(source, derived);
    if (joined === undefined) return undefined;
    if (isUnclear(derived, source.spec, joined)) return this.error('value_unmatched');
    const matched = matchValue(derived, joined);
    if (matched === null) {
      this.#leftOut = source.issueOf('error', VALUE_LEFT_OUT, source.column);
      return undefined;
    }
    // Units do not apply to a missing value or a hash.
    if (!derived.read || isMissing(matched) || (source.isHashed && isSha256(matched))) return matched;
    return derived.read(matched, this, this.#textOf);
  }

  /** The joined or split text; undefined if the parts of the value have an issue. */
  #joinedText({ spec }: SourceRules, derived: Derivation): string | undefined {
    if (!spec.checkParts || derived.indexes.length === 1) return joinedText(derived, this.#cells);
    const parts = partsIn(derived.indexes, this.#cells);
    return parts.length === 0 ? '' : spec.checkParts(parts, this, this.#textOf)?.join(derived.separator);
  }

  #readText(source: SourceRules, text: string, sink: ValueSink): void {
    source.checkInRecord?.(text, this, this.#textOf);
    source.checkWithoutUnits?.(text, this);
    if (isMissing(text)) {
      if (source.isRequired) this.error('required_missing');
    } else if (source.isList && text[0] === '[' && text.endsWith(']')) {
      for (const value of this.#valuesIn(text)) this.#readValue(source, value, sink);
    } else this.#readValue(source, text, sink);
  }

  #readValue(source: SourceRules, text: string, sink: ValueSink): void {
    if (source.isHashed) {
      this.#readHashed(source, text, sink);
      return;
    }
    const value = source.clean(text, this);
    if (value === undefined) return;
    // A number contains no email address.
    if (typeof value !== 'number' && hasEmailAddress(text)) this.warn('email_unhashed');
    if (Array.isArray(value) && source.isList) for (const member of value) sink.value(member);
    else sink.value(value);
  }

  /**
   * Reads a value of a hashed field. A text that is a hash already is recognized before any rule runs: the rule for
   * phone numbers would strip its letters. The hash of an empty text identifies no one, so it is an error. So is a
   * value that the field's rule makes empty.
   */
  #readHashed(source: SourceRules, text: string, sink: ValueSink): void {
    if (isSha256(text)) {
      const hash = text.toLowerCase();
      if (REPEATED_DIGIT.test(text)) omitValue(this, 'placeholder_dropped');
      else if (hash === HASH_OF_NOTHING) this.error('nothing_left');
      else if (!this.#isHashOfPlaceholder(source, hash)) sink.value(hash);
      return;
    }
    const value = source.clean(normalForm(text), this);
    if (Array.isArray(value)) for (const member of value) this.#hash(member, sink);
    else this.#hash(value, sink);
  }

  /**
   * Whether a hash is that of a word for a missing value, such as `null`, and the word is no value of the field: then a
   * warning says that the hash is left out. A word that may be a value, as `no` of a country and `null` of a name, has
   * the warning of the field's rule.
   */
  #isHashOfPlaceholder(source: SourceRules, hash: string): boolean {
    const word = WORDS_BY_HASH.get(hash);
    if (word === undefined) return false;
    const issues = new IssueCollector(this.now, this.isIp);
    const value = isMissing(trim(word)) ? undefined : source.clean(word, issues);
    const isPlaceholder = value === undefined || value === '';
    const code = isPlaceholder ? 'placeholder_dropped' : issues.firstCode;
    if (code !== undefined) this.warn(code);
    return isPlaceholder;
  }

  #hash(value: JsonValue | undefined, sink: ValueSink): void {
    if (value === '') this.error('nothing_left');
    else if (typeof value === 'string') sink.textToHash(value);
  }

  /** The values of a cell: the strings of an array in JSON or Python, else the cell itself. */
  #valuesIn(text: string): readonly string[] {
    const members = parseArray(text)?.filter((member) => member !== null);
    if (members === undefined) return [text];
    if (!members.every(isText)) this.error('array_not_texts');
    else if (members.length > MAX_VALUES_PER_CELL) this.error('array_too_long', { max: MAX_VALUES_PER_CELL });
    else return members.map(trim).filter((member) => !isMissing(member));
    return [];
  }

  /** Reports an error of a joined text for the cells that cause it. */
  #reportJoined({ spec }: SourceRules, derived: Derivation, code: string, params: IssueParams | undefined): void {
    const isReadable = (text: string) => {
      const matched = matchValue(derived, text);
      // A text that leaves its record out has no error.
      if (matched === null) return true;
      const issues = new IssueCollector(this.now, this.isIp);
      return cleanedText(spec, derived.read, matched, issues) !== undefined && !issues.hasError;
    };
    const completion = spec.inTwoColumns?.completion;
    for (const index of faultyIndexes(derived, this.#cells, { completion, isReadable }))
      this.#report('error', code, this.#header[index] ?? null, params);
  }

  #report(severity: Severity, code: string, column: string | null, params?: IssueParams): void {
    const issue = this.#reading.issueOf(severity, code, column);
    addIssue(severity === 'error' ? this.#errors : this.#warnings, params ? { ...issue, params } : issue);
  }
}

/**
 * Adds an issue, unless the issues of its column that directly precede it include its code: the values of a long list
 * would fill the ledger with equal issues.
 */
export function addIssue(issues: Issue[], issue: Issue): void {
  for (let i = issues.length - 1; issues[i]?.column === issue.column; i--) if (issues[i]?.code === issue.code) return;
  issues.push(issue);
}

function cellOf({ constant, index }: SourceRules, cells: readonly string[]): string {
  return constant ?? cells[index] ?? '';
}

/** Whether a member is a text without lone surrogates, which JSON escapes can produce, and UTF-8 cannot encode. */
function isText(member: unknown): member is string {
  return typeof member === 'string' && member.isWellFormed();
}

/** A list of strings as Python writes it: `['a', 'b', None]`. Strings with quotation marks or escapes are not read. */
const PYTHON_LIST = /^\[\s*(?:'[^'"\\]*'|None)(?:\s*,\s*(?:'[^'"\\]*'|None))*\s*\]$/;

function parseArray(text: string): unknown[] | undefined {
  const json = PYTHON_LIST.test(text) ? text.replace(/'([^']*)'|None/g, jsonOf) : text;
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function jsonOf(_: string, text: string | undefined): string {
  return text === undefined ? 'null' : JSON.stringify(text);
}
