import { styleText } from 'node:util';
import Table from 'cli-table3';
import { printable } from '../../core/text/unprintable.ts';
import { commandIo } from '../invocation.ts';

/** Disables the library's own colors, which follow other rules than `hasColors` and read the process's environment. */
const PLAIN = { head: [], border: [] };

/**
 * A table with printable cells, so that values cannot control the terminal; its head is bold if the environment allows
 * it.
 */
export function newTable({ head, ...options }: Table.TableConstructorOptions = {}): Table.Table {
  const isBold = hasColors();
  const titles = head?.map((title) => (isBold ? bold(printable(title)) : printable(title)));
  return new PrintableTable({ ...options, ...(titles && { head: titles }), style: PLAIN });
}

function bold(text: string): string {
  return styleText('bold', text, { validateStream: false });
}

type Row = Table.Table[number];

class PrintableTable extends Table {
  override push(...rows: Row[]): number {
    return super.push(...rows.map(printableRow));
  }
}

/** A row is an array of cells, or an object with one cell by its name. */
function printableRow(row: Row): Row {
  if (Array.isArray(row)) return row.map(printableCell);
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [printable(name), printableCell(cell as Table.Cell)]),
  );
}

function printableCell(cell: Table.Cell): Table.Cell {
  return typeof cell === 'string' ? printable(cell) : cell;
}

/** Decides by NO_COLOR, else by FORCE_COLOR, else by the terminal; see no-color.org. */
function hasColors(): boolean {
  const { env, stdout } = commandIo();
  const { NO_COLOR: disabled, FORCE_COLOR: forced } = env;
  if (disabled) return false;
  if (forced) return forced !== '0' && forced !== 'false';
  return stdout.isTTY === true && stdout.hasColors?.() === true;
}
