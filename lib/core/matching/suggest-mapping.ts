import { type FieldSpec, MAX_SUFFIX } from '../record/field.ts';
import { normalizedName } from '../record/field-target.ts';
import { isPersonal } from '../record/personal.ts';
import { columnName } from '../record/plan.ts';
import {
  byName,
  bySimilarity,
  CERTAIN,
  FOR_ONE_COLUMN,
  type Guess,
  objectColumns,
  TO_CONFIRM,
} from './names/guesses.ts';
import { knownNames } from './names/known-names.ts';
import { isLookalike, mayBeName, plainWordsOf, type Suggestion, withoutNumber, wordsOf } from './names/look-up.ts';
import { type NamePart, namePairs } from './names/name-pairs.ts';
import { numberedParts } from './names/numbered-parts.ts';
import {
  nameForInvitee,
  withoutAnyone,
  withoutBuyer,
  withoutBuyerAtEnd,
  withoutRecipient,
  withoutSender,
} from './names/owners.ts';

const WITHOUT_PERSON = [withoutBuyer, withoutBuyerAtEnd, withoutSender, withoutAnyone, withoutRecipient];

/** The suggested field of each column. */
type SuggestedFields = Readonly<Record<string, string | null>>;

/**
 * Suggests a mapping for a header: by exact field name, by field name in any spelling, by alias, also after a word for
 * the buyer, then by a name with one or two typos. Better matches have priority, and no field is used twice; null for a
 * column without a match.
 */
export function suggestMapping(fields: readonly FieldSpec[], header: readonly string[]): SuggestedFields {
  return assignFields(fields, header, { others: [bySimilarity], pairs: [] });
}

/** Suggests more, also by names that can mean something else. A person has to confirm what is not certain. */
export function suggestForConfirmation(fields: readonly FieldSpec[], header: readonly string[]): SuggestedFields {
  return assignFields(fields, header, { others: TO_CONFIRM, pairs: namePairs(fields, header) });
}

/** What is suggested once no column has a certain match. */
interface LessCertain {
  readonly others: readonly Guess[];
  readonly pairs: readonly (readonly NamePart[])[];
}

function assignFields(
  fields: readonly FieldSpec[],
  header: readonly string[],
  { others, pairs }: LessCertain,
): SuggestedFields {
  const named = header.filter((column) => column.trim() !== '');
  const mapping = new Map<string, string | null>(named.map((column) => [column, null]));
  const taken = new Set<string>();
  const objects = objectColumns(named);
  const inParts = numberedParts(fields, named);
  const parts = new Set(inParts.flatMap(({ columns }) => columns));
  const ofBuyer = new Set(inParts.flatMap(({ field, isOfRecipient }) => (isOfRecipient ? [] : [field.name])));
  const hasColumn = (name: string) => taken.has(name) || ofBuyer.has(name);
  const assign = (column: string, name: string) => {
    mapping.set(column, name);
    taken.add(name);
  };
  const applyTo = (guess: Guess) => {
    for (const column of named.filter(mayBeName)) {
      if (mapping.get(column) !== null || parts.has(column)) continue;
      if (guess !== byName && objects.has(column)) continue;
      const found = guess(fields, column);
      if (FOR_ONE_COLUMN.includes(guess) && found && hasColumn(found.field.name)) continue;
      if (found && wordsOf(column).some((word) => isLookalike(found.field, word))) continue;
      if (found && isOutranked(fields, { column, field: found.field, header: named })) continue;
      const name = freeName(found, taken);
      if (name !== undefined) assign(column, name);
    }
  };
  for (const guess of CERTAIN) applyTo(guess);
  const isFree = ({ column, field: { name } }: NamePart) => mapping.get(column) === (taken.has(name) ? name : null);
  for (const { column, field } of pairs.find((pair) => pair.every(isFree)) ?? []) assign(column, field.name);
  for (const guess of others) applyTo(guess);
  return Object.fromEntries(mapping);
}

interface FoundColumn {
  readonly column: string;
  readonly field: FieldSpec;
  readonly header: readonly string[];
}

/** Whether the header has a column that certainly suits the field better. */
function isOutranked(fields: readonly FieldSpec[], { column, field, header }: FoundColumn): boolean {
  const better = betterNames(normalizedName(column), field);
  if (better.length === 0) return false;
  const isCertain = (other: string) => CERTAIN.some((guess) => guess(fields, other)?.field === field);
  return header.some((other) => better.includes(normalizedName(other)) && isCertain(other));
}

const DAY = /^(.+)date$/;
/** Places that files name in one column and give the code of in another. */
const PLACE = /(?:state|province|country)$/;

/**
 * The names of columns that suit a field better: `event_timestamp` beside `event_date` also has the hour, `Invitee
 * Email` beside `User Email` is not that of the host, and of a place, the field takes the code.
 */
function betterNames(name: string, field: FieldSpec): readonly string[] {
  if (field.moment) return DAY.test(name) ? ['timestamp', 'datetime'].map((end) => name.replace(DAY, `$1${end}`)) : [];
  if (!isPersonal(field) || name === field.name) return [];
  const codes = PLACE.test(name) ? ['code', 'abbreviation'].map((end) => name + end) : [];
  return [...codes, ...nameForInvitee(name)];
}

/**
 * Whether a column matches a field only by similar spelling or by a name that can mean something else: a person should
 * check it.
 */
export function isFuzzyMatch(fields: readonly FieldSpec[], column: string, field: FieldSpec): boolean {
  if (!mayBeName(column)) return false;
  const suggests = (guess: Guess) => guess(fields, column)?.field === field;
  return !CERTAIN.some(suggests) && TO_CONFIRM.some(suggests);
}

/** Returns a predicate: whether a column has a field's name or alias, in any spelling; similarity does not count. */
export function isNameOfField(fields: readonly FieldSpec[]): (column: string) => boolean {
  const known = fields.map(knownNames);
  const names = new Set(known.flatMap(({ own, aliases }) => [own, ...aliases]));
  const personal = new Set(fields.filter(isPersonal).flatMap((field) => [...knownNames(field).long]));
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
  const words = plainWordsOf(column).flatMap((word) => [word, ...WITHOUT_PERSON.flatMap((without) => without(word))]);
  return fields.find((field) => words.some((word) => isLookalike(field, word)));
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
