import type { Row } from '../record/row.ts';
import type { RowBlock } from '../record/row-block.ts';

/** Matches the text of a cell that marks a total row, in several languages. */
const TOTAL_LABEL = new RegExp(
  `^(?:${[
    '(?:grand |sub)?(?:totals?|sum)|total général',
    'summe|gesamt(?:summe)?|insgesamt|zwischensumme|totaux|somme|suma|soma|totales|totais',
    // In Japanese and Chinese, blanks widen a word of two letters.
    '(?:合|総|總|总|小|累|総合)\\s*[計计]|計|计|總額|总额|总金额|總金額',
    '(?:합|총|소|총\\s?합)\\s?계',
    'รวม(?:ทั้งหมด|ทั้งสิ้น)?|ยอดรวม|tổng(?: cộng)?|jumlah|total keseluruhan',
  ].join('|')})\\s*[:：]?$`,
  'i',
);

/** Whether a row is a total: at most half of its cells are filled, and one of them says so. */
export function isTotal({ cells }: Pick<Row, 'cells'>): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length * 2 <= cells.length && filled.some((cell) => TOTAL_LABEL.test(cell.trim()));
}

/** The last row of a block that has a value. */
export function lastFilledRow(block: RowBlock): Row | undefined {
  for (let index = block.length - 1; index >= 0; index--) {
    const row = block.row(index);
    if (row.cells.some((cell) => cell.trim() !== '')) return row;
  }
  return undefined;
}
