import { type FieldSpec, MAX_SUFFIX } from '../record/field.ts';
import { columnName, type Mapping } from '../record/plan.ts';

/** Shorter names are too alike: `em`, `en`, `fn`, `ln`, `ct` and `st` are one letter from each other. */
const SHORTEST_FUZZY = 4;
const MOST_EDITS = 2;
/** Of so many letters at least one may be wrong, or the two names are simply different words. */
const LETTERS_AN_EDIT = 4;

interface Suggestion {
  readonly field: FieldSpec;
  /** As the column's name has it; undefined where it has none. */
  readonly suffix: number | undefined;
}

/**
 * The mapping that a header suggests to a person: by a field's exact name, by its name in any spelling, by what others
 * call it, and then by a name with a letter or two wrong. Each column is taken up once, the surest first, and no field is
 * fed twice; null for a column that suggests nothing.
 */
export function suggestMapping(fields: readonly FieldSpec[], header: readonly string[]): Mapping {
  const named = header.filter((column) => column.trim() !== '');
  const mapping = new Map<string, string | null>(named.map((column) => [column, null]));
  const taken = new Set<string>();
  for (const guess of [byName, bySpelling, byAlias, byLikeness]) {
    for (const column of named.filter(mayBeName)) {
      if (mapping.get(column) !== null) continue;
      const name = freeName(guess(fields, column), taken);
      if (name === undefined) continue;
      mapping.set(column, name);
      taken.add(name);
    }
  }
  return Object.fromEntries(mapping);
}

/** Whether this column suggests this field by nothing but a likeness of spelling: a person should look at it. */
export function isOnlyAlike(fields: readonly FieldSpec[], column: string, field: FieldSpec): boolean {
  const suggests = (guess: Guess) => guess(fields, column)?.field === field;
  return ![byName, bySpelling, byAlias].some(suggests) && suggests(byLikeness);
}

/** Makes the question whether a column is called like a field, in any spelling or as others call it; likeness is too little. */
export function isNameOfField(fields: readonly FieldSpec[]): (column: string) => boolean {
  const words = new Set(fields.flatMap(({ name, aliases = [] }) => [name, ...aliases]).map(wordOf));
  return (column) => mayBeName(column) && (words.has(wordOf(column)) || words.has(wordOf(withoutNumber(column).stem)));
}

/** A longer text is no field's name in any spelling, and to look for one in it would cost the square of its length. */
const LONGEST_NAME = 200;

function mayBeName(column: string): boolean {
  return column.length <= LONGEST_NAME;
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

const bySpelling: Guess = (fields, column) => known(column, (word) => fields.find(({ name }) => wordOf(name) === word));

const byAlias: Guess = (fields, column) =>
  known(column, (word) => fields.find(({ aliases = [] }) => aliases.some((alias) => wordOf(alias) === word)));

/** A number at the end is no slip of the pen. */
const byLikeness: Guess = (fields, column) => {
  const { stem, suffix } = withoutNumber(column);
  const found = likest(fields, wordOf(stem));
  return suffix === undefined ? suggestion(found) : numbered(found, suffix);
};

/** Looks a column up by its word, first as it stands and then without the number at its end. */
function known(column: string, find: (word: string) => FieldSpec | undefined): Suggestion | undefined {
  const { stem, suffix } = withoutNumber(column);
  return suggestion(find(wordOf(column))) ?? numbered(find(wordOf(stem)), suffix);
}

function suggestion(field: FieldSpec | undefined): Suggestion | undefined {
  return field && { field, suffix: undefined };
}

function numbered(field: FieldSpec | undefined, suffix: number | undefined): Suggestion | undefined {
  return field && suffix !== undefined && field.shape !== 'single' ? { field, suffix } : undefined;
}

/** The one field whose name or alias is the fewest edits away, if they are few; undefined where two are as near. */
function likest(fields: readonly FieldSpec[], word: string): FieldSpec | undefined {
  if (word.length < SHORTEST_FUZZY) return undefined;
  const near = fields
    .map((field) => ({ field, edits: Math.min(...wordsOf(field).map((other) => fewEditsBetween(word, other))) }))
    .filter(({ edits }) => edits <= Math.min(MOST_EDITS, word.length / LETTERS_AN_EDIT))
    .sort((a, b) => a.edits - b.edits);
  const [first, second] = near;
  return first && first.edits !== second?.edits ? first.field : undefined;
}

function wordsOf({ name, aliases = [] }: FieldSpec): string[] {
  return [name, ...aliases].map(wordOf).filter((word) => word.length >= SHORTEST_FUZZY);
}

/** A list or an item whose number is taken, or that has none, gets the next free one. */
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

/** Letters and digits alone, in lower case: `E-Mail Address` and `email_address` are one word. */
function wordOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Infinity where the lengths alone tell that there are too many. */
function fewEditsBetween(one: string, other: string): number {
  return Math.abs(one.length - other.length) > MOST_EDITS ? Number.POSITIVE_INFINITY : editsBetween(one, other);
}

/** How many letters have to be added, dropped or changed to make one word of the other (Levenshtein). */
function editsBetween(one: string, other: string): number {
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
