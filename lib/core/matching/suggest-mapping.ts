import { type FieldSpec, MAX_SUFFIX } from '../record/field.ts';
import { normalizedName } from '../record/field-target.ts';
import { columnName } from '../record/plan.ts';

/** Shorter names are too similar: `em`, `en`, `fn`, `ln`, `ct` and `st` differ by one letter. */
const MIN_FUZZY_LENGTH = 4;
const MAX_EDITS = 2;
/** One edit is allowed for this many letters; with more edits, the names are different words. */
const LETTERS_PER_EDIT = 4;

interface Suggestion {
  readonly field: FieldSpec;
  /** The number at the end of the column's name; undefined if there is none. */
  readonly suffix: number | undefined;
}

/** The suggested field of each column. */
type SuggestedFields = Readonly<Record<string, string | null>>;

/**
 * Suggests a mapping for a header: by exact field name, by field name in any spelling, by alias, then by a name with
 * one or two typos. Better matches have priority, and no field is used twice; null for a column without a match.
 */
export function suggestMapping(fields: readonly FieldSpec[], header: readonly string[]): SuggestedFields {
  return assignFields(fields, header, [...CERTAIN, bySimilarity]);
}

/** Suggests more, also by names that can mean something else. A person has to confirm what is not certain. */
export function suggestForConfirmation(fields: readonly FieldSpec[], header: readonly string[]): SuggestedFields {
  return assignFields(fields, header, [...CERTAIN, ...TO_CONFIRM]);
}

function assignFields(
  fields: readonly FieldSpec[],
  header: readonly string[],
  guesses: readonly Guess[],
): SuggestedFields {
  const named = header.filter((column) => column.trim() !== '');
  const mapping = new Map<string, string | null>(named.map((column) => [column, null]));
  const taken = new Set<string>();
  const objects = objectColumns(named);
  for (const guess of guesses) {
    for (const column of named.filter(mayBeName)) {
      if (mapping.get(column) !== null || (guess !== byName && objects.has(column))) continue;
      const found = guess(fields, column);
      // A second column with such a name is more likely something else than a further value of a list.
      if (guess === byLikelyName && found && taken.has(found.field.name)) continue;
      const name = freeName(found, taken);
      if (name === undefined) continue;
      mapping.set(column, name);
      taken.add(name);
    }
  }
  return Object.fromEntries(mapping);
}

/**
 * Whether a column matches a field only by similar spelling or by a name that can mean something else: a person should
 * check it.
 */
export function isFuzzyMatch(fields: readonly FieldSpec[], column: string, field: FieldSpec): boolean {
  const suggests = (guess: Guess) => guess(fields, column)?.field === field;
  return !CERTAIN.some(suggests) && TO_CONFIRM.some(suggests);
}

/** Returns a predicate: whether a column has a field's name or alias, in any spelling; similarity does not count. */
export function isNameOfField(fields: readonly FieldSpec[]): (column: string) => boolean {
  const names = new Set(fields.flatMap(({ name, aliases = [] }) => [name, ...aliases]).map(normalizedName));
  return (column) =>
    mayBeName(column) && (names.has(normalizedName(column)) || names.has(normalizedName(withoutNumber(column).stem)));
}

/** Longer texts are never names of fields, and matching takes quadratic time. */
const MAX_NAME_LENGTH = 200;

function mayBeName(column: string): boolean {
  return column.length <= MAX_NAME_LENGTH;
}

type Guess = (fields: readonly FieldSpec[], column: string) => Suggestion | undefined;

const byName: Guess = (fields, column) => {
  const name = column.trim().toLowerCase();
  const { stem, suffix } = withoutNumber(name);
  return (
    suggestion(fields.find((field) => field.name === name)) ??
    numbered(
      fields.find((field) => field.name === stem),
      suffix,
    )
  );
};

const bySpelling: Guess = (fields, column) =>
  lookUp(column, (word) => fields.find(({ name }) => normalizedName(name) === word));

const byAlias: Guess = (fields, column) =>
  lookUp(column, (word) => fields.find(({ aliases = [] }) => aliases.some((alias) => normalizedName(alias) === word)));

const byLikelyName: Guess = (fields, column) => {
  const word = normalizedName(column);
  return suggestion(
    fields.find(({ likelyNames = [] }) => word !== '' && likelyNames.some((name) => normalizedName(name) === word)),
  );
};

/** `Betrag (netto)` and `Telefon (privat)`; a number in brackets only distinguishes columns with the same name. */
const QUALIFIED = /^([^()（）[\]［］]+)[(（[［]([^()（）[\]［］]*\p{L}[^()（）[\]［］]*)[)）\]］]$/u;
/** A column with the phonetic reading of a name does not have the name itself. */
const READING = /カナ|かな|ガナ|がな|ローマ字|kana|romaji/i;

/** The name before its qualifier; undefined without one. */
export function withoutQualifier(column: string): string | undefined {
  const [, stem = '', qualifier = ''] = QUALIFIED.exec(column.trim()) ?? [];
  return stem.trim() === '' || READING.test(qualifier) ? undefined : stem.trim();
}

const byQualifiedName: Guess = (fields, column) => {
  const stem = withoutQualifier(column);
  if (stem === undefined) return undefined;
  return bySpelling(fields, stem) ?? byAlias(fields, stem);
};

/** The member of an object: `user_data.email`, `consent.opted_out`; not `email.1`, as programs name a second column. */
const MEMBER = /\.(?!\d+$)([^.]+)$/;

const byMember: Guess = (fields, column) => {
  const [, member] = MEMBER.exec(column.trim()) ?? [];
  if (member === undefined) return undefined;
  return bySpelling(fields, member) ?? byAlias(fields, member) ?? byLikelyName(fields, member);
};

/** In `Tel. privat`, the period ends an abbreviation. */
const ABBREVIATION = /\.\s[^.]*$/;

/** The columns that hold a whole object as JSON, because its members have columns of their own. */
function objectColumns(header: readonly string[]): ReadonlySet<string> {
  const members = header.filter((column) => MEMBER.test(column) && !ABBREVIATION.test(column));
  return new Set(members.map((column) => column.replace(MEMBER, '')));
}

/** A number at the end is never a typo. Of a member, only its own name counts: `customer.vip` is not `customer_id`. */
const bySimilarity: Guess = (fields, column) => {
  const { stem, suffix } = withoutNumber(MEMBER.exec(column.trim())?.[1] ?? column);
  const found = closestField(fields, normalizedName(stem));
  return suffix === undefined ? suggestion(found) : numbered(found, suffix);
};

const CERTAIN: readonly Guess[] = [byName, bySpelling, byAlias];
const TO_CONFIRM: readonly Guess[] = [byLikelyName, byQualifiedName, byMember, bySimilarity];

/** Looks a column up by its normalized name, first as written and then without the number at its end. */
function lookUp(column: string, find: (word: string) => FieldSpec | undefined): Suggestion | undefined {
  const { stem, suffix } = withoutNumber(column);
  return suggestion(find(normalizedName(column))) ?? numbered(find(normalizedName(stem)), suffix);
}

function suggestion(field: FieldSpec | undefined): Suggestion | undefined {
  return field && { field, suffix: undefined };
}

function numbered(field: FieldSpec | undefined, suffix: number | undefined): Suggestion | undefined {
  return field && suffix !== undefined && field.shape !== 'single' ? { field, suffix } : undefined;
}

/** The field whose name or alias has the smallest edit distance, if it is small; undefined if two are equally close. */
function closestField(fields: readonly FieldSpec[], word: string): FieldSpec | undefined {
  if (word.length < MIN_FUZZY_LENGTH) return undefined;
  const near = fields
    .map((field) => ({
      field,
      edits: Math.min(...normalizedNames(field).map((other) => boundedEditDistance(word, other))),
    }))
    .filter(({ edits }) => edits <= Math.min(MAX_EDITS, word.length / LETTERS_PER_EDIT))
    .sort((a, b) => a.edits - b.edits);
  const [first, second] = near;
  return first && first.edits !== second?.edits ? first.field : undefined;
}

function normalizedNames({ name, aliases = [] }: FieldSpec): string[] {
  return [name, ...aliases].map(normalizedName).filter((word) => word.length >= MIN_FUZZY_LENGTH);
}

/** The name for a suggestion; a list field without a number gets the next free one. */
function freeName(found: Suggestion | undefined, taken: ReadonlySet<string>): string | undefined {
  if (!found) return undefined;
  const { field, suffix = 0 } = found;
  const last = field.shape === 'list' && found.suffix === undefined ? MAX_SUFFIX : suffix;
  for (let number = suffix; number <= last; number++) {
    const name = columnName(field, number);
    if (!taken.has(name)) return name;
  }
  return undefined;
}

const NUMBER = /^(.*?\D)[\s_.-]*([1-9]\d{0,2})$/u;

function withoutNumber(column: string): { readonly stem: string; readonly suffix: number | undefined } {
  const [, stem = '', digits = ''] = NUMBER.exec(column.trim()) ?? [];
  const suffix = Number(digits);
  return digits === '' || suffix > MAX_SUFFIX
    ? { stem: column, suffix: undefined }
    : { stem: stem.replace(/[\s_.-]+$/u, ''), suffix };
}

/** Infinity if the lengths alone show that the distance is too large. */
function boundedEditDistance(one: string, other: string): number {
  return Math.abs(one.length - other.length) > MAX_EDITS ? Number.POSITIVE_INFINITY : editDistance(one, other);
}

/** Levenshtein distance. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
