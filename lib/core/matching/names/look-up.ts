import { type FieldSpec, MAX_SUFFIX } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import { plainLetters } from '../../text/plain-letters.ts';
import { knownNames } from './known-names.ts';

/** The field that the name of a column suggests. */
export interface Suggestion {
  readonly field: FieldSpec;
  /** The number at the end of the column's name; undefined if there is none. */
  readonly suffix: number | undefined;
}

/** Longer texts are never names of fields, and matching them would take quadratic time. */
const MAX_NAME_LENGTH = 200;

export function mayBeName(column: string): boolean {
  return column.length <= MAX_NAME_LENGTH;
}

/** Looks a column up by its normalized name, first as written and then without the number at its end. */
export function lookUp(column: string, find: (name: string) => FieldSpec | undefined): Suggestion | undefined {
  const names = normalizedNames(column);
  const whole = suggestion(firstFound(names, find));
  if (whole) return whole;
  const { stem, suffix } = withoutNumber(column);
  const numbered = numberedSuggestion(firstFound(normalizedNames(stem), find), suffix);
  return numbered && names.some((name) => isLookalike(numbered.field, name)) ? undefined : numbered;
}

/** Whether a normalized name can be confused with a name of the field, but means something else. */
export function isLookalike(field: FieldSpec, name: string): boolean {
  return knownNames(field).lookalikes.has(name);
}

function firstFound(names: readonly string[], find: (name: string) => FieldSpec | undefined): FieldSpec | undefined {
  return names.map(find).find((field) => field !== undefined);
}

/** The honorific with which forms begin Japanese names of fields, as in `お名前`; at least two characters follow. */
const HONORIFIC = /^[おご御](?=.{2})/u;

/** A column's normalized name and, if it begins with an honorific, the rest of the name. */
export function normalizedNames(column: string): readonly string[] {
  const name = normalizedName(column);
  return HONORIFIC.test(name) ? [name, name.replace(HONORIFIC, '')] : [name];
}

/** The normalized names of a column, without accents. */
export function plainNames(column: string): readonly string[] {
  return normalizedNames(column).map(plainLetters);
}

export function suggestion(field: FieldSpec | undefined): Suggestion | undefined {
  return field && { field, suffix: undefined };
}

/** A suggestion with a number; undefined without a number, and for a field that has no numbered columns. */
export function numberedSuggestion(field: FieldSpec | undefined, suffix: number | undefined): Suggestion | undefined {
  return field && suffix !== undefined && field.shape !== 'single' ? { field, suffix } : undefined;
}

const NUMBERED = /^(?<stem>.*?\D)[\s_.-]*(?<digits>[1-9]\d{0,2})$/u;

/** Splits a name such as `em_1` or `Email 2`. A number above MAX_SUFFIX belongs to the name. */
export function withoutNumber(column: string): { readonly stem: string; readonly suffix: number | undefined } {
  const { stem, digits } = NUMBERED.exec(column.trim())?.groups ?? {};
  const suffix = Number(digits);
  return stem === undefined || suffix > MAX_SUFFIX
    ? { stem: column, suffix: undefined }
    : { stem: stem.replace(/[\s_.-]+$/u, ''), suffix };
}
