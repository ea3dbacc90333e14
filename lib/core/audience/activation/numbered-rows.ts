import { type ActivationOutput, repeatsCustomers } from './activation.ts';
import type { NamedOutput } from './named-outputs.ts';

/** Turns the numbered columns of a behavior into rows of the output. */
export interface RowsQuickFix {
  readonly kind: 'rows';
  readonly behavior: number;
}

/** A behavior whose rows became numbered columns, such as `event_time_1`, which are not fields. */
export interface NumberedRows {
  /** Its index in the output. */
  readonly behavior: number;
  readonly table: string;
  readonly columns: readonly string[];
  /** The missing required fields that its columns would feed as rows of the output. */
  readonly fields: readonly string[];
  /** Null if another behavior already gives a customer several rows of the output. */
  readonly fix: RowsQuickFix | null;
}

/** `ignored`: the columns that are not fields. `missing`: the required fields that have no column. */
export function numberedRows(
  { behaviors }: ActivationOutput,
  ignored: readonly NamedOutput[],
  missing: readonly string[],
): readonly NumberedRows[] {
  const hasRepeats = behaviors.some(repeatsCustomers);
  return behaviors.flatMap(({ behaviorTableName: table, formatting, columns }, behavior) => {
    const columnNames = ignored
      .filter(({ path }) => path?.startsWith(`behaviors.${behavior}.`))
      .map(({ name }) => name);
    if (formatting === 'rows' || columnNames.length === 0) return [];
    const names = columns.map(({ column }) => column.trim().toLowerCase());
    const fields = missing.filter((field) => names.includes(field));
    return [{ behavior, table, columns: columnNames, fields, fix: hasRepeats ? null : { kind: 'rows', behavior } }];
  });
}
