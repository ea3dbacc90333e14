import type { FieldSpec } from '../record/field.ts';
import type { FieldTarget } from '../record/field-target.ts';
import type { ColumnProfile } from './column-profile.ts';
import { baseName, looksLikeNames, nameFields, nameFormatByValues, nameFormatOf, nameTargets } from './full-names.ts';

export interface ColumnToSplit {
  readonly column: string;
  readonly targets: readonly FieldTarget[];
  /** The first values of the column. */
  readonly values: readonly string[];
  /** Undefined while the file is read, or if its values are hidden. */
  readonly profile: ColumnProfile | undefined;
}

interface SplitParts {
  readonly separator: string;
  /** The field of a target is empty until a person chooses it. */
  readonly targets: readonly FieldTarget[];
}

const SEPARATORS = [' ', ',', ';', '/', '|', '-', '_'];

/**
 * The parts with which a person begins to split a column: those into which the column is already split, unless two
 * fields get the same part; in a column of names, the parts of a name; else a first and a second part.
 */
export function initialParts(fields: readonly FieldSpec[], column: ColumnToSplit): SplitParts {
  const { targets } = column;
  const targetWithPart = targets.find(({ part }) => part !== undefined);
  const haveDifferentParts = targets.length > 1 && new Set(targets.map(({ part }) => part)).size === targets.length;
  if (targetWithPart && haveDifferentParts) return { separator: targetWithPart.separator ?? ' ', targets };
  return hasNames(fields, column) ? partsOfName(fields, column) : firstAndSecondPart(column);
}

function partsOfName(fields: readonly FieldSpec[], { column, targets, profile }: ColumnToSplit): SplitParts {
  const format = nameFormatByValues(fields, column, profile?.words);
  const currentNameOf = (field: string) => targets.find((target) => baseName(target.field) === field)?.field;
  const parts = nameTargets(fields, format);
  return {
    separator: format.separator,
    targets: parts.map((part) => ({ ...part, field: currentNameOf(part.field) ?? part.field })),
  };
}

function firstAndSecondPart({ targets, values }: ColumnToSplit): SplitParts {
  const separator = SEPARATORS.find((candidate) => values.some((value) => value.includes(candidate))) ?? ' ';
  const padded = [...targets];
  while (padded.length < 2) padded.push({ field: '' });
  return { separator, targets: padded.map((target, index) => ({ ...target, part: index + 1 })) };
}

/** Whether a column has names of people, judged by its fields; without a field, by the column's name or its values. */
function hasNames(fields: readonly FieldSpec[], { column, targets, profile }: ColumnToSplit): boolean {
  const names = nameFields(fields);
  if (targets.length > 0) return targets.every(({ field }) => names.includes(baseName(field)));
  return nameFormatOf(fields, column) !== undefined || (profile !== undefined && looksLikeNames(profile));
}
