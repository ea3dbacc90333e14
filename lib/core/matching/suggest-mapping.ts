import { type FieldSpec, MAX_SUFFIX } from '../record/field.ts';
import { normalizedName } from '../record/field-target.ts';
import { isPersonal } from '../record/personal.ts';
import { columnName } from '../record/plan.ts';
import { plainLetters } from '../text/plain-letters.ts';
import { withoutBuyer, withoutOther } from './names/owners.ts';
import { mainWords, typosIn, wordsOfName } from './names/typos.ts';

/** Shorter names mean too many things: `Customer St` is a street, and `em` and `en` differ by one letter. */
const MIN_LENGTH_OF_NAME = 4;

interface Suggestion {
  readonly field: FieldSpec;
  /** The number at the end of the column's name; undefined if there is none. */
  readonly suffix: number | undefined;
}

/** The suggested field of each column. */
type SuggestedFields = Readonly<Record<string, string | null>>;

/**
 * Suggests a mapping for a header: by exact field name, by field name in any spelling, by alias, also after a word for
 * the buyer, then by a name with one or two typos. Better matches have priority, and no field is used twice; null for a
 * column without a match.
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
      if (FOR_ONE_COLUMN.includes(guess) && found && taken.has(found.field.name)) continue;
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
  const personal = new Set(fields.filter(isPersonal).flatMap(longNames));
  const isKnown = (column: string) =>
    wordsOf(column).some((word) => names.has(word)) ||
    plainWordsOf(column)
      .flatMap(withoutBuyer)
      .some((word) => personal.has(word));
  return (column) => mayBeName(column) && (isKnown(column) || isKnown(withoutNumber(column).stem));
}

/** The field with whose names the name of a column can be confused, although it means something else: ZIP+4. */
export function lookalikeOf(fields: readonly FieldSpec[], column: string): FieldSpec | undefined {
  if (!mayBeName(column)) return undefined;
  const words = plainWordsOf(column).flatMap((word) => [word, ...withoutBuyer(word), ...withoutOther(word)]);
  return fields.find((field) => words.some((word) => isLookalike(field, word)));
}

function isLookalike({ lookalikes = [] }: FieldSpec, word: string): boolean {
  return lookalikes.some((name) => normalizedName(name) === word);
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

/** `Billing Email`: a word for the buyer before the name of a personal field. */
const byBuyer: Guess = (fields, column) => byOwner(fields, column, withoutBuyer);

/** `Shipping City`, `Ville de facturation`: words for a person, which leave it open who that is. */
const byOtherOwner: Guess = (fields, column) => byOwner(fields, column, withoutOther);

function byOwner(
  fields: readonly FieldSpec[],
  column: string,
  without: (name: string) => readonly string[],
): Suggestion | undefined {
  const personal = fields.filter(isPersonal);
  for (const stem of plainWordsOf(column).flatMap(without)) {
    const found = lookUp(stem, (word) => personal.find((field) => longNames(field).includes(word)));
    if (found) return found;
  }
  return undefined;
}

/** The names that can follow a word for a person, without accents. */
function longNames({ name, aliases = [] }: FieldSpec): string[] {
  const names = [...(name.length < MIN_LENGTH_OF_NAME ? [] : [name]), ...aliases];
  // With one character, the words are another name: 会員名 is a full name, not a given one.
  return names.map((each) => plainLetters(normalizedName(each))).filter((word) => word.length > 1);
}

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
  const name = MEMBER.exec(column.trim())?.[1] ?? column;
  const { stem, suffix } = withoutNumber(name);
  const others = fields.filter((field) => !isLookalike(field, normalizedName(name)));
  const found = closestField(others, mainWords(wordsOfName(stem)).join(''));
  return suffix === undefined ? suggestion(found) : numbered(found, suffix);
};

const CERTAIN: readonly Guess[] = [byName, bySpelling, byAlias, byBuyer];
const TO_CONFIRM: readonly Guess[] = [byLikelyName, byOtherOwner, byQualifiedName, byMember, bySimilarity];
/** A second column with such a name is more likely something else than a further value of a list. */
const FOR_ONE_COLUMN: readonly Guess[] = [byBuyer, byLikelyName, byOtherOwner];

/** Looks a column up by its normalized name, first as written and then without the number at its end. */
function lookUp(column: string, find: (word: string) => FieldSpec | undefined): Suggestion | undefined {
  const { stem, suffix } = withoutNumber(column);
  const found = numbered(firstOf(wordsOf(stem), find), suffix);
  const isOther = found && wordsOf(column).some((word) => isLookalike(found.field, word));
  return suggestion(firstOf(wordsOf(column), find)) ?? (isOther ? undefined : found);
}

function firstOf(words: readonly string[], find: (word: string) => FieldSpec | undefined): FieldSpec | undefined {
  return words.map(find).find((field) => field !== undefined);
}

/** A Japanese name with the honorific that forms put before it. */
const HONORIFIC = /^[おご御](?=.{2})/u;

/** A normalized name, and the same without an honorific. */
function wordsOf(column: string): readonly string[] {
  const word = normalizedName(column);
  return HONORIFIC.test(word) ? [word, word.replace(HONORIFIC, '')] : [word];
}

function plainWordsOf(column: string): readonly string[] {
  return wordsOf(column).map(plainLetters);
}

function suggestion(field: FieldSpec | undefined): Suggestion | undefined {
  return field && { field, suffix: undefined };
}

function numbered(field: FieldSpec | undefined, suffix: number | undefined): Suggestion | undefined {
  return field && suffix !== undefined && field.shape !== 'single' ? { field, suffix } : undefined;
}

/** The field of whose names a text is one with the fewest typos, if any; undefined if it may be either of two. */
function closestField(fields: readonly FieldSpec[], text: string): FieldSpec | undefined {
  if (text.length < MIN_LENGTH_OF_NAME) return undefined;
  const near = fields
    .map((field) => ({ field, typos: typosOf(field, text) }))
    .filter(({ typos }) => typos < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.typos - b.typos);
  const [first, second] = near;
  return first && first.typos !== second?.typos ? first.field : undefined;
}

/** A plural is no typo where a field has one value: `Orders` is a count. */
function typosOf(field: FieldSpec, text: string): number {
  const names = splitNames(field).filter((words) => field.shape !== 'single' || text !== `${words.join('')}s`);
  return Math.min(Number.POSITIVE_INFINITY, ...names.map((words) => typosIn(text, words)));
}

const SPLIT_NAMES = new WeakMap<FieldSpec, readonly (readonly string[])[]>();

/** The words of each name of a field that is long enough, with and without connecting words, split once. */
function splitNames(field: FieldSpec): readonly (readonly string[])[] {
  const known = SPLIT_NAMES.get(field);
  if (known) return known;
  const names = [field.name, ...(field.aliases ?? [])].map(wordsOfName);
  const all = names.flatMap((words) => [words, mainWords(words)]);
  const split = all.filter((words) => words.join('').length >= MIN_LENGTH_OF_NAME);
  SPLIT_NAMES.set(field, split);
  return split;
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
