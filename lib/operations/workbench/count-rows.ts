import type { ImportedTable } from '../../core/query/workbench.ts';
import type { RowFault } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';

/** The rows of a file as exports read them. */
export interface CountedRows extends ImportedTable {
  /** The line of the first row with a misplaced or unclosed quotation mark. */
  readonly quoteLine: number | undefined;
  /** The line of the first row with a quotation mark that is closed nowhere in the file. */
  readonly unclosedLine: number | undefined;
}

export async function countRows(blocks: AsyncIterable<RowBlock>): Promise<CountedRows> {
  let [records, skipped] = [0, 0];
  let quoteLine: number | undefined;
  let unclosedLine: number | undefined;
  for await (const block of blocks)
    for (let row = 0; row < block.length; row++) {
      const fault = block.faultOf(row);
      if (!fault) {
        records++;
        continue;
      }
      skipped++;
      const { line } = block.placeOf(row);
      if (isOfQuote(fault)) quoteLine ??= line;
      if (fault.code === 'unclosed_quote') unclosedLine ??= line;
    }
  return { records, skipped, quoteLine, unclosedLine };
}

function isOfQuote({ code, params }: RowFault): boolean {
  return code === 'stray_quote' || code === 'unclosed_quote' || params?.['openQuote'] !== undefined;
}
