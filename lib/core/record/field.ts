import type { IssueParams } from '../issue.ts';
import type { Unit, Units } from './field-target.ts';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** The cell that a cleaning rule reports issues about, and facts that the rule cannot know itself. */
export interface Cell {
  /** Makes the record invalid. */
  error(code: string, params?: IssueParams): undefined;
  /** Adds a warning; the record is still sent. */
  warn(code: string, params?: IssueParams): void;
  /** The job's frozen reference time, Unix seconds. */
  readonly now: number;
  isIp(text: string): boolean;
}

/**
 * Turns a cell's trimmed text into the value that is sent (or hashed). Returns undefined with an error for an invalid
 * text, and with a warning for a placeholder. In a list field, an array is several values.
 */
export type Clean = (text: string, cell: Cell) => JsonValue | undefined;

/**
 * Rewrites a text by the units of its column, so that the field's rule can read it. Returns undefined with an error for
 * a text that contradicts them. `textOf` returns the text of another field of the record, undefined if it has none.
 */
export type UnitReader = (
  text: string,
  cell: Cell,
  textOf: (field: string) => string | undefined,
) => string | undefined;

/** The units that texts of a field may lack. */
export interface FieldUnits {
  readonly names: readonly Unit[];
  /** Other fields of the record whose texts the readers get. */
  readonly reads?: readonly string[];
  /** The field whose value in a record takes precedence over the units of the column. */
  readonly overriddenBy?: string;
  /** Warns about a text with several meanings, of which the rule assumes one. Not called if the units are given. */
  readonly checkWithoutUnits?: (text: string, cell: Cell) => void;
  /** Undefined if a unit has an unknown value. */
  reader(units: Units): UnitReader | undefined;
}

/** In which columns a word has an unusual meaning. All words are in lower case. */
interface OtherMeaning {
  /** In columns that have one of these words: if men are H (hombre) or V (varón), M means mujer. */
  readonly beside: readonly string[];
  /** Except in columns that also have one of these words: if women are F, M means a man, and an H is a typing error. */
  readonly unless: readonly string[];
}

/** One row of a connector's field table, the only definition of the field. Its help is in the message files. */
export interface FieldSpec {
  /** The name of its columns, without their numbers. */
  readonly name: string;
  readonly group: string;
  /**
   * single: one column, one value. list: name, name_1, name_2 … form one array. item: the columns of all item fields
   * that have the same number form an object.
   */
  readonly shape: 'single' | 'list' | 'item';
  /** The type as documented. */
  readonly type: 'string' | 'integer' | 'boolean' | 'decimal';
  /** Path of the value in the event, outermost key first. An item's path ends with the key inside its object. */
  readonly path: readonly string[];
  readonly isRequired: boolean;
  /** Whether it distinguishes events: with a constant, all events would count as one. */
  readonly isUnique?: boolean;
  /** Whether it differs between people or events: the same value in every record is probably a mistake. */
  readonly varies?: boolean;
  /**
   * Whether a yes may mean no if the column has another name than the field, such as `consent`: a person then confirms
   * what a yes means.
   */
  readonly hasAmbiguousYes?: boolean;
  /** Whether a yes means no in a column of this name, as far as the words of the name show. */
  readonly isOppositeIn?: (column: string) => boolean;
  /** The words, in lower case, that mean something else in columns with certain other words. */
  readonly otherMeanings?: Readonly<Record<string, OtherMeaning>>;
  /** Whether it is the time of the event. The time of a run must not replace it: old events would count as new. */
  readonly isEventTime?: boolean;
  /** Whether plain values are hashed with SHA-256. Values that are hashes already are sent in lower case. */
  readonly isHashed: boolean;
  readonly clean: Clean;
  readonly choices?: readonly string[];
  /**
   * The values to which those of a column can be matched. Only for fields that do not identify a person, because
   * mappings store values.
   */
  readonly matchValues?: readonly string[];
  /** Words by which a person can find one of the `matchValues` in a list. */
  readonly matchWords?: Readonly<Record<string, readonly string[]>>;
  /** What the `matchValues` are codes of, if they are standard codes: these have names in every language. */
  readonly codeOf?: 'region' | 'currency' | 'language';
  /** Words of other columns, such as the status of an order, that say that a record is not the event of this field. */
  readonly noEventWords?: readonly string[];
  readonly units?: FieldUnits;
  /** Other fields of the record that `checkInRecord` and `checkParts` read. */
  readonly reads?: readonly string[];
  /** Warns about a text that only the rest of its record shows to be wrong. */
  readonly checkInRecord?: (text: string, cell: Cell, textOf: (field: string) => string | undefined) => void;
  /**
   * Checks the parts of a value that is joined from several columns, without the empty ones. Returns them, completed if
   * the record shows what they lack; undefined with an issue if they do not make a whole value.
   */
  readonly checkParts?: (
    parts: readonly string[],
    cell: Cell,
    textOf: (field: string) => string | undefined,
  ) => readonly string[] | undefined;
  /** Choices that TD's documentation of the connector does not list. */
  readonly laterChoices?: readonly string[];
  /** Other names of the field, in any spelling: only suggested, never mapped automatically. */
  readonly aliases?: readonly string[];
  /** Names that often mean the field, but can mean something else: proposed, and a person confirms them. */
  readonly likelyNames?: readonly string[];
  /** A name that often means the field if the file also has another column. */
  readonly likelyBeside?: { readonly name: string; readonly other: string };
  /** Names that can be confused with the field's, but mean something else: never suggested for it. */
  readonly lookalikes?: readonly string[];
  /** Which part of a person's name the field is, and names of columns with full names, which may be split. */
  readonly fromFullName?: { readonly part: 'given' | 'family'; readonly columns: FullNameColumns };
  /** Another field, whose column is suggested for this field, too, if no column has a name of this field. */
  readonly alsoFrom?: string;
  /** Names of columns that each have a part of the value, such as a day and its time: only suggested. */
  readonly inTwoColumns?: {
    readonly first: readonly string[];
    readonly second: readonly string[];
    /** A second part with which every valid first part can be read. */
    readonly completion: string;
  };
  /** How many numbered columns a form splits a value into, and their names without the number: only suggested. */
  readonly inNumberedColumns?: { readonly count: number; readonly names: readonly string[] };
  /** An example cell for docs and sample files; `now` is replaced by the current time. */
  readonly example: string;
  /** Whether the field is missing in TD's documentation of the connector. */
  readonly isUndocumented?: boolean;
}

/** Names of columns with a person's full name, by the part that is written first. */
export type FullNameColumns = Readonly<Record<'given_first' | 'family_first', readonly string[]>>;

/** The highest number of a list or item column: em_1 to em_100. */
export const MAX_SUFFIX = 100;
