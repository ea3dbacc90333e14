import Table from 'cli-table3';
import { printable } from '../core/record/unprintable.ts';

const PLAIN = { head: [], border: [] };

/** A table for a person; without colours where something else reads it, or where nobody wants them. What is in its cells steers no terminal. */
export function newTable({ head, ...options }: Table.TableConstructorOptions = {}): Table.Table {
  const style = hasColours() ? {} : { style: PLAIN };
  return new PrintableTable({ ...options, ...(head && { head: head.map(printable) }), ...style });
}

type Row = Table.Table[number];

class PrintableTable extends Table {
  override push(...rows: Row[]): number {
    return super.push(...rows.map(printableRow));
  }
}

/** A row of cells, or a cell behind its name. */
function printableRow(row: Row): Row {
  if (Array.isArray(row)) return row.map(printableCell);
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [printable(name), printableCell(cell as Table.Cell)]),
  );
}

function printableCell(cell: Table.Cell): Table.Cell {
  return typeof cell === 'string' ? printable(cell) : cell;
}

/** As NO_COLOR, FORCE_COLOR and TERM say, in this order; see no-color.org. */
function hasColours(): boolean {
  const { NO_COLOR: without, FORCE_COLOR: forced } = process.env;
  if (without) return false;
  if (forced) return forced !== '0' && forced !== 'false';
  return process.stdout.isTTY && process.stdout.hasColors();
}
