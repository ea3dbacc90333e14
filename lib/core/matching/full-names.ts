import type { FieldSpec, FullNameColumns } from '../record/field.ts';
import { type FieldTarget, type Mapping, normalizedName, type Part, targetsOf } from '../record/field-target.ts';
import { nameKey } from '../record/name-key.ts';
import { plainLetters } from '../text/plain-letters.ts';
import type { ColumnProfile, FileProfile, WordShapes } from './column-profile.ts';
import { withoutBuyer, withoutBuyerAtEnd, withoutRecipient } from './names/parties.ts';
import { bracketedName } from './names/qualifiers.ts';

/** Which part of a full name is written first: given_first or family_first. */
type NameOrder = keyof FullNameColumns;

/** How names are written: `Last, First` has its family name first, and a comma. */
export interface NameFormat {
  readonly order: NameOrder;
  readonly separator: string;
}

/** The format that the name of a column shows, such as `Last, First`. */
interface NamedFormat extends NameFormat {
  /** Whose name it is, as far as the column's name shows: `Billing Name`, `Recipient name`, `Name`. */
  readonly party: 'buyer' | 'recipient' | 'any';
}

const ORDERS = ['given_first', 'family_first'] as const satisfies readonly NameOrder[];

/** How the names of a column are written, if the column's own name shows that it has full names. */
export function nameFormatOf(fields: readonly FieldSpec[], column: string): NamedFormat | undefined {
  const names = [column, bracketedName(column)?.stem ?? column].map(normalizedName);
  const stems = names.flatMap((name) => withoutBuyerAtEnd(plainLetters(name)));
  const possibleNames = new Set([...names, ...stems]);
  const fullNameColumns = fields.flatMap(({ fromFullName }) => fromFullName?.columns ?? []);
  const order = ORDERS.find((candidate) =>
    fullNameColumns.some((columns) => columns[candidate].some((name) => possibleNames.has(normalizedName(name)))),
  );
  return order && { order, separator: column.includes(',') ? ',' : ' ', party: namedPartyOf(column) };
}

function namedPartyOf(column: string): NamedFormat['party'] {
  const name = plainLetters(normalizedName(column));
  const stems = [...withoutBuyer(name), ...withoutBuyerAtEnd(name)];
  if (stems.some((stem) => stem !== '')) return 'buyer';
  return withoutRecipient(name).length > 0 ? 'recipient' : 'any';
}

/** The fields of a full name, in the order of its parts. A middle name is part of the given name. */
export function nameTargets(fields: readonly FieldSpec[], { order, separator }: NameFormat): readonly FieldTarget[] {
  const givenName = fields.find(({ fromFullName }) => fromFullName?.part === 'given');
  const familyName = fields.find(({ fromFullName }) => fromFullName?.part === 'family');
  const isFamilyFirst = order === 'family_first' || separator === ',';
  const parts: readonly { readonly field: FieldSpec | undefined; readonly part: Part }[] = isFamilyFirst
    ? [
        { field: familyName, part: 1 },
        { field: givenName, part: 'after_first' },
      ]
    : [
        { field: givenName, part: 'given_names' },
        { field: familyName, part: 'family_name' },
      ];
  return parts.flatMap(({ field, part }) => (field ? { field: field.name, part, separator } : []));
}

/** The names of the fields that are parts of a full name. */
export function nameFields(fields: readonly FieldSpec[]): readonly string[] {
  return fields.filter(({ fromFullName }) => fromFullName !== undefined).map(({ name }) => name);
}

/** If more than this share of a column's values is written in one way, the column counts as written in that way. */
const MOST = 0.5;
/** If at least this share of the values looks like full names, the column has full names. */
const NEARLY_ALL = 0.8;
const MIN_DISTINCT = 3;
/** The values of a column of names are mostly different. Other words, such as those for cities, repeat. */
const MIN_DISTINCT_SHARE = 0.3;

/** How the names of a column are written: as its values show, else as the column's own name does. */
export function nameFormatByValues(
  fields: readonly FieldSpec[],
  column: string,
  words: WordShapes | undefined,
): NameFormat {
  const ofColumnName = nameFormatOf(fields, column);
  if (!words || words.comma + words.several + words.single === 0) return ofColumnName ?? DEFAULT_FORMAT;
  if (words.comma > words.several) return { order: 'family_first', separator: ',' };
  const isFamilyFirst = words.familyFirst > (words.several + words.single) * MOST;
  return { order: isFamilyFirst ? 'family_first' : (ofColumnName?.order ?? 'given_first'), separator: ' ' };
}

const DEFAULT_FORMAT: NameFormat = { order: 'given_first', separator: ' ' };

/** Whether nearly all values of a column look like full names of different people. */
export function looksLikeNames({ words, distinct, filled }: ColumnProfile): boolean {
  const isVaried = distinct >= Math.max(MIN_DISTINCT, Math.min(filled, words.textCount) * MIN_DISTINCT_SHARE);
  return isVaried && words.several + words.comma >= words.textCount * NEARLY_ALL;
}

/**
 * Why the names of a column are probably split incorrectly. whole: the field for one part gets the full name. format:
 * most values are not in the format by which they are split. single: most values are one word, which cannot be split.
 */
export type NameSplitProblem = 'whole' | 'format' | 'single';

/** The columns whose full names are probably split incorrectly, judged by their values once the file has a profile. */
export function nameSplitProblems(
  fields: readonly FieldSpec[],
  mapping: Mapping,
  profile: FileProfile | undefined,
): ReadonlyMap<string, NameSplitProblem> {
  const partNames = new Set(nameFields(fields));
  const sources = Object.entries(mapping).map(([column, target]) => ({
    column,
    targets: targetsOf(target).filter(({ field }) => partNames.has(baseName(nameKey(field)))),
  }));
  const fedParts = new Set(sources.flatMap(({ targets }) => targets.map(({ field }) => baseName(nameKey(field)))));
  const hasAllParts = fedParts.size === partNames.size;
  const problems = new Map<string, NameSplitProblem>();
  for (const { column, targets } of sources) {
    const words = profile?.columns.find((columnProfile) => columnProfile.column === column)?.words;
    const problem = splitProblemOf({ fields, column, targets, hasAllParts, words });
    if (problem) problems.set(column, problem);
  }
  return problems;
}

interface ColumnOfNames {
  readonly fields: readonly FieldSpec[];
  readonly column: string;
  readonly targets: readonly FieldTarget[];
  /** Whether each part of the name has a source. */
  readonly hasAllParts: boolean;
  readonly words: WordShapes | undefined;
}

function splitProblemOf({ fields, column, targets, hasAllParts, words }: ColumnOfNames): NameSplitProblem | undefined {
  const [first, ...otherTargets] = targets;
  if (!first || first.join) return undefined;
  const isPartRepeated = otherTargets.some(({ part }) => part === first.part);
  const isUnsplit = otherTargets.length === 0 && first.part === undefined && !hasAllParts;
  if (isPartRepeated || (isUnsplit && nameFormatOf(fields, column) !== undefined)) return 'whole';
  if (!words || first.part === undefined) return undefined;
  const { textCount, single, several, comma } = words;
  // A name of one word is read as given names.
  if (single > textCount * MOST)
    return first.part === 'given_names' && otherTargets.length === 0 ? undefined : 'single';
  const inOtherFormat = first.separator === ',' ? several : comma;
  return inOtherFormat > textCount * MOST ? 'format' : undefined;
}

/** The name of a field without its number: `fn` for `fn_1`. */
export function baseName(field: string): string {
  return field.replace(/_\d+$/, '');
}
