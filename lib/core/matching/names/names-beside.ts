import type { FieldSpec } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import type { ColumnOfField } from './name-pairs.ts';

/** Columns whose names mean a field only beside another column, each alone in a list. */
export function namesBeside(
  fields: readonly FieldSpec[],
  header: readonly string[],
): readonly (readonly ColumnOfField[])[] {
  return fields.flatMap((field) => {
    const { likelyBeside } = field;
    const find = (name: string) => header.find((column) => normalizedName(column) === normalizedName(name));
    const column = likelyBeside && find(likelyBeside.other) !== undefined ? find(likelyBeside.name) : undefined;
    return column === undefined ? [] : [[{ column, field }]];
  });
}

/** Whether a column feeds a field only if another column is beside it. */
export function mayBeBeside(column: string, { likelyBeside }: FieldSpec): boolean {
  return likelyBeside !== undefined && normalizedName(likelyBeside.name) === normalizedName(column);
}
