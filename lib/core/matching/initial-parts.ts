import type { FieldSpec } from '../record/field.ts';
import type { FieldTarget } from '../record/field-target.ts';
import type { ColumnProfile } from './column-profile.ts';
import { looksLikeNames, nameFields, nameFormatByValues, nameFormatOf, nameTargets } from './full-names.ts';

export interface ColumnToSplit {
  readonly column: string;
  readonly targets: readonly FieldTarget[];
  /** Its first values. */
  readonly values: readonly string[];
  /** Undefined while the file is read, or if its values are hidden. */
  readonly profile: ColumnProfile | undefined;
}

interface SplitParts {
  readonly separator: string;
  /** An empty field is one that a person has yet to choose. */
  readonly targets: readonly FieldTarget[];
}

const SEPARATORS = [' ', ',', ';', '/', '|', '-', '_'];

/**
 * The parts to start with when a person splits a column: those that it is already split into, else the parts of a name,
 * else a first and a second part. No two fields get the whole value.
 */
export function initialParts(
  fields: readonly FieldSpec[],
  { column, targets, values, profile }: ColumnToSplit,
): SplitParts {
  const split = targets.find(({ part }) => part !== undefined);
  const hasOwnParts = new Set(targets.map(({ part }) => part)).size === targets.length && targets.length > 1;
  if (hasOwnParts && split) return { separator: split.separator ?? ' ', targets };
  const format = nameFormatByValues(fields, column, profile?.words);
  if (isName(fields, { column, targets, profile })) {
    const parts = nameTargets(fields, format);
    const ownNameOf = (field: string) => targets.find((target) => target.field.replace(/_\d+$/, '') === field)?.field;
    return {
      separator: format.separator,
      targets: parts.map((part) => ({ ...part, field: ownNameOf(part.field) ?? part.field })),
    };
  }
  const separator = SEPARATORS.find((candidate) => values.some((value) => value.includes(candidate))) ?? ' ';
  const padded = [...targets];
  while (padded.length < 2) padded.push({ field: '' });
  return { separator, targets: padded.map((target, index) => ({ ...target, part: index + 1 })) };
}

function isName(fields: readonly FieldSpec[], { column, targets, profile }: Omit<ColumnToSplit, 'values'>): boolean {
  const names = nameFields(fields);
  if (targets.length > 0) return targets.every(({ field }) => names.includes(field.replace(/_\d+$/, '')));
  return nameFormatOf(fields, column) !== undefined || (profile !== undefined && looksLikeNames(profile));
}
