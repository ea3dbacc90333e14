import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import type { FieldTarget } from '#lib/core/record/field-target.ts';
import { joinedText } from '#lib/core/record/source-text.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';

/** The props of dialogs about a column's value. */
export interface TargetDialogProps extends Pick<ExportMapping, 'change'> {
  column: string;
  samples: readonly ColumnSample[];
  /** What the column feeds. */
  targets: readonly FieldTarget[];
  onClose: () => void;
}

/** The value made from the first sample of each column. */
export function exampleOf(
  samples: readonly ColumnSample[],
  columns: readonly string[],
  { part, separator = ' ' }: Pick<FieldTarget, 'part' | 'separator'>,
): string {
  const cells = columns.map((column) => samples.find((sample) => sample.column === column)?.values[0] ?? '');
  return joinedText({ indexes: [...cells.keys()], separator, part }, cells);
}
