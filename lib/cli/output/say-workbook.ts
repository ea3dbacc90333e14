import type { AnswerOf } from '../../commands/command.ts';
import type { createUpload } from '../../commands/rows/uploads.ts';
import { translate } from '../../messages/translate.ts';
import { say } from './output.ts';

type Workbook = NonNullable<AnswerOf<typeof createUpload>['workbook']>;

/** Prints which sheet is read and what may be unexpected in it. */
export function sayWorkbook(workbook: Workbook, isSheetNamed: boolean): void {
  const { sheet, sheets, hidden_rows: rows, hidden_columns, error_cells, uncomputed_cells } = workbook;
  const others = sheets.filter((name) => name !== sheet);
  const columnCount = hidden_columns.length;
  if (!isSheetNamed && others.length > 0) say(translate('cli', 'sheet_chosen', { sheet, others: others.join(', ') }));
  if (rows + columnCount > 0) {
    say(translate('cli', 'sheet_hidden', { rows, columns: columnCount, both: String(rows > 0 && columnCount > 0) }));
  }
  if (error_cells > 0) say(translate('cli', 'sheet_errors', { count: error_cells }));
  if (uncomputed_cells > 0) say(translate('cli', 'sheet_uncomputed', { count: uncomputed_cells }));
}
