import type { ImportedTable } from '../../core/query/workbench.ts';
import type { RowFault } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import { leavesQuoteOpen } from './leaves-quote-open.ts';

/** Counts of the rows of a file, as exports read them. */
export interface CountedRows extends ImportedTable {
  /** The line of the first row that the engine may merge with the next row. */
  readonly openLine: number | undefined;
}

export async function countRows(blocks: AsyncIterable<RowBlock>, delimiter: string): Promise<CountedRows> {
  let recordCount = 0;
  let skipped = 0;
  let openLine: number | undefined;
  for await (const block of blocks)
    for (let index = 0; index < block.length; index++) {
      const fault = block.faultOf(index);
      if (!fault) {
        recordCount++;
        continue;
      }
      skipped++;
      const { line, cells } = block.row(index);
      if (mayMergeWithNext(fault, cells, delimiter)) openLine ??= line;
    }
  return { records: recordCount, skipped, openLine };
}

/**
 * Whether the engine may merge a row with the next one. The cells of a row with a stray quotation mark are the parts of
 * its line, so joining them restores the line.
 */
function mayMergeWithNext({ code, params }: RowFault, cells: readonly string[], delimiter: string): boolean {
  if (code === 'stray_quote') return leavesQuoteOpen(cells.join(delimiter), delimiter);
  return code === 'unclosed_quote' || (code === 'too_many_cells' && params?.['openQuote'] !== undefined);
}
