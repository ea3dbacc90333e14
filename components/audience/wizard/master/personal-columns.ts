import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { suggestMapping } from '#lib/core/matching/suggest-mapping.ts';
import { isPersonal } from '#lib/core/record/personal.ts';

/** The columns that, by their names, belong to personal fields. */
export function personalColumns(columns: readonly string[]): readonly string[] {
  const { fields } = getFileConnector();
  return columns.filter((column) => {
    const suggested = suggestMapping(fields, [column])[column];
    const field = fields.find(({ name }) => name === suggested || name === suggested?.replace(/_\d+$/, ''));
    return field !== undefined && isPersonal(field);
  });
}
