import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { isPersonalColumn } from '#lib/core/query/masked-records.ts';

/** The columns that, by their names, belong to personal fields. */
export function personalColumns(columns: readonly string[]): readonly string[] {
  const { fields } = getFileConnector();
  return columns.filter((column) => isPersonalColumn(column, fields));
}
