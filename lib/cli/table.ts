import Table from 'cli-table3';

const PLAIN = { head: [], border: [] };

/** A table for a person; without colours where something else reads it. */
export function newTable(options: Table.TableConstructorOptions = {}): Table.Table {
  return new Table({ ...options, ...(process.stdout.isTTY ? {} : { style: PLAIN }) });
}
