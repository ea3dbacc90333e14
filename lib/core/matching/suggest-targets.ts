import type { FieldSpec } from '../record/field.ts';
import { type FieldTarget, type Mapping, normalizedName, targetOf, targetsOf } from '../record/field-target.ts';
import { baseName, nameFields, nameFormatOf, nameTargets } from './full-names.ts';
import { mayBeNamePartOfOther } from './names/name-pairs.ts';
import { mayBeBeside } from './names/names-beside.ts';
import { dividedValues, mayBeNumberedPart } from './names/numbered-parts.ts';
import { isFuzzyMatch, suggestForConfirmation } from './suggest-mapping.ts';

/** Suggests a mapping that a person confirms. In it, one column may feed two fields, and two columns may feed one. */
export function suggestTargets(fields: readonly FieldSpec[], header: readonly string[]): Mapping {
  const suggested = Object.entries(suggestForConfirmation(fields, header));
  const targets: Targets = new Map(
    suggested.map(([column, field]) => [column, isOnlySimilarName(fields, column, field) ? [] : targetsOf(field)]),
  );
  joinNumberedColumns(fields, targets);
  for (const field of fields) {
    shareColumn(field, targets);
    joinColumns(field, targets);
  }
  splitFullName(fields, targets);
  return Object.fromEntries([...targets].map(([column, fieldTargets]) => [column, targetOf(fieldTargets)]));
}

/** Whether a column of people's names only resembles the suggested field: `Customer` is not `customer_id`. */
function isOnlySimilarName(fields: readonly FieldSpec[], column: string, suggestedName: string | null): boolean {
  const field = fields.find(({ name }) => name === suggestedName);
  if (!field || field.fromFullName !== undefined || nameFormatOf(fields, column) === undefined) return false;
  return isFuzzyMatch(fields, column, field);
}

/** Whether a column feeds a field only as a proposal, which a person should check. */
export function isProposal(fields: readonly FieldSpec[], column: string, field: FieldSpec): boolean {
  if (isFuzzyMatch(fields, column, field)) return true;
  if (mayBeNumberedPart(column, field) || mayBeNamePartOfOther(column, field) || mayBeBeside(column, field))
    return true;
  return field.fromFullName !== undefined && nameFormatOf(fields, column) !== undefined;
}

/** The fields that each column feeds. */
type Targets = Map<string, readonly FieldTarget[]>;

/** The column that feeds a field. */
function columnOf(name: string | undefined, targets: Targets): string | undefined {
  return [...targets.keys()].find((column) => targets.get(column)?.some(({ field }) => field === name));
}

/** Lets the column of another field, `alsoFrom`, also feed this field, unless this field has a column of its own. */
function shareColumn({ name, alsoFrom }: FieldSpec, targets: Targets): void {
  const column = columnOf(alsoFrom, targets);
  if (alsoFrom === undefined || column === undefined || columnOf(name, targets) !== undefined) return;
  targets.set(column, [...(targets.get(column) ?? []), { field: name }]);
}

/**
 * Joins the parts of a value that is written in several numbered columns, unless another column feeds the field. The
 * parts are joined with a blank: without it, rules would read two complete values as one.
 */
function joinNumberedColumns(fields: readonly FieldSpec[], targets: Targets): void {
  for (const { field, columns } of dividedValues(fields, [...targets.keys()])) {
    const [first, ...otherColumns] = columns;
    if (first === undefined || columnOf(field.name, targets) !== undefined) continue;
    targets.set(first, [{ field: field.name, join: otherColumns }]);
  }
}

/**
 * Joins the column of a field, such as a date, with the column that completes it, such as a time, if only one can. If
 * the field's column is the one with times, the only column with dates takes its place.
 */
function joinColumns({ name, inTwoColumns }: FieldSpec, targets: Targets): void {
  const column = columnOf(name, targets);
  if (!inTwoColumns || column === undefined) return;
  const { first, second } = inTwoColumns;
  const onlyFree = (names: readonly string[]) => {
    const [free, ...others] = freeColumns(targets).filter((other) => isAmong(names, other));
    return others.length > 0 ? undefined : free;
  };
  const isFirst = isAmong(first, column);
  const [firstColumn, secondColumn] = isFirst ? [column, onlyFree(second)] : [onlyFree(first), column];
  if (firstColumn === undefined || secondColumn === undefined || !isAmong(second, secondColumn)) return;
  const present = targets.get(column) ?? [];
  const joined = present.map((target) => (target.field === name ? { ...target, join: [secondColumn] } : target));
  targets.set(column, []);
  targets.set(firstColumn, joined);
}

/**
 * Splits a full name, unless several columns already feed its parts. If one column feeds one part, only the other part
 * is added. Two columns of the same name, such as `Name` and `Name (2)`, are not split: each has one part. Beside the
 * name of the buyer, `Name` is the name of something else, such as a product or an order.
 */
function splitFullName(fields: readonly FieldSpec[], targets: Targets): void {
  const partNames = nameFields(fields);
  const isPart = ({ field }: FieldTarget) => partNames.includes(baseName(field));
  const [source, ...otherSources] = [...targets.keys()].filter((column) => targets.get(column)?.some(isPart));
  if (otherSources.length > 0) return;
  if (source !== undefined && nameFormatOf(fields, source) === undefined) {
    addOtherPart(fields, targets);
    return;
  }
  const candidates = source === undefined ? freeColumns(targets) : [source, ...freeColumns(targets)];
  const best = bestFullName(fields, candidates, targets);
  if (!best) return;
  if (source !== undefined) targets.set(source, []);
  targets.set(best.column, nameTargets(fields, best.format));
}

/**
 * Finds a column for the other part of the name: if `Surname` feeds one part, `Name`, with full names or given names,
 * feeds the other.
 */
function addOtherPart(fields: readonly FieldSpec[], targets: Targets): void {
  const likelyPartNames = fields.flatMap(({ fromFullName, likelyNames = [] }) => (fromFullName ? likelyNames : []));
  const best = bestFullName(fields, freeColumns(targets), targets);
  if (!best || (best.format.party !== 'buyer' && !isAmong(likelyPartNames, best.column))) return;
  const missingTargets = nameTargets(fields, best.format).filter(({ field }) => columnOf(field, targets) === undefined);
  targets.set(best.column, missingTargets);
}

/** The columns that feed no field. */
function freeColumns(targets: Targets): readonly string[] {
  return [...targets.keys()].filter((column) => targets.get(column)?.length === 0);
}

/** The column whose full names are most likely the buyer's, unless it is one of two columns of the same name. */
function bestFullName(fields: readonly FieldSpec[], columns: readonly string[], targets: Targets) {
  const candidates = columns.flatMap((column) => {
    const format = nameFormatOf(fields, column);
    return format ? [{ column, format }] : [];
  });
  const [best] = candidates.toSorted((a, b) => PARTY_RANK[a.format.party] - PARTY_RANK[b.format.party]);
  return best && !hasSecondColumn(best.column, targets) ? best : undefined;
}

/** The lower the rank of a name's owner, the more likely the name is the buyer's. */
const PARTY_RANK = { buyer: 0, any: 1, recipient: 2 } as const;

/** What the second of two columns with the same name is called: `Name (2)`. */
const NUMBERED = /^(?<name>.*) \(\d+\)$/;

function hasSecondColumn(column: string, targets: Targets): boolean {
  return [...targets.keys()].some((other) => NUMBERED.exec(other)?.groups?.['name'] === column);
}

function isAmong(names: readonly string[], column: string): boolean {
  return names.some((name) => normalizedName(name) === normalizedName(column));
}
