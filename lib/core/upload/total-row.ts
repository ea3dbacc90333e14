import type { Row } from '../record/row.ts';

/** The text of a cell that marks a total row, in several languages. */
const TOTAL =
  /^(?:grand |sub)?(?:totals?|sum|summe|gesamt(?:summe)?|insgesamt|zwischensumme|totaux|somme|suma|soma|totales|totais|total général|合計|総計|小計|計)\s*:?$/i;

/** Whether the last row of a file is a total: it says so, and fills at most half of the columns. */
export function isTotal({ cells }: Pick<Row, 'cells'>): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length * 2 <= cells.length && filled.some((cell) => TOTAL.test(cell.trim()));
}
