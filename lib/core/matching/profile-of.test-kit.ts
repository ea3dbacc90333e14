import { fields } from '../../connectors/pinterest/fields.ts';
import { ColumnCounter } from './profile-column.ts';

/** The profile of a file with the cells of these columns. */
export function profileOf(columns: Readonly<Record<string, readonly string[]>>) {
  const counted = Object.entries(columns).map(([column, cells]) => {
    const counter = new ColumnCounter(column, 1_000, fields);
    for (const [index, cell] of cells.entries()) counter.add(cell, index + 1);
    return counter.profile;
  });
  return { records: Object.values(columns)[0]?.length ?? 0, columns: counted, nameless: [] };
}
