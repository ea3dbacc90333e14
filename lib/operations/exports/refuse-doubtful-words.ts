import { UserError } from '../../core/errors.ts';
import { MAX_HINT_RECORDS } from '../../core/matching/profile-column.ts';
import { hasOtherMeaning } from '../../core/record/derivation.ts';
import type { Plan, PlannedColumn } from '../../core/record/plan.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import { joinedText, valueKey } from '../../core/record/source-text.ts';

/**
 * Throws UserError `words_doubtful` if the mapping matches a word of a column to no value, and another word of the
 * column puts the meaning of that word in doubt: in a column with H (hombre), M means mujer, but would be hashed as
 * male. When a job reads the other word, it has already sent earlier records. Therefore this function reads the
 * beginning of the file before anything is sent, as many records as the console reads.
 */
export async function refuseDoubtfulWords(
  { columns }: Pick<Plan, 'columns'>,
  rows: AsyncIterable<RowBlock>,
): Promise<void> {
  const checkedColumns = columns.map(toCheckedColumn).filter(({ words }) => words.size > 0);
  if (checkedColumns.length === 0) return;
  let recordCount = 0;
  for await (const block of rows) {
    for (const column of checkedColumns) collectWords(column, block);
    recordCount += block.length;
    if (recordCount >= MAX_HINT_RECORDS) break;
  }
  for (const column of checkedColumns) refuseIfDoubtful(column);
}

interface CheckedColumn {
  readonly planned: PlannedColumn;
  /** The words of its field whose meaning depends on other words, and those other words. */
  readonly words: ReadonlySet<string>;
  /** Those of `words` that the column contains. */
  readonly presentWords: Set<string>;
}

/** Skips a word if it, or a word that puts it in doubt, is matched to a value: then each record is checked anyway. */
function toCheckedColumn(planned: PlannedColumn): CheckedColumn {
  const { field, constant, derived } = planned;
  const meanings = constant === undefined ? Object.entries(field.otherMeanings ?? {}) : [];
  const isMatched = (word: string) => derived?.values?.has(word);
  const unmatched = meanings.filter(([word, { beside }]) => ![word, ...beside].some(isMatched));
  const words = unmatched.flatMap(([word, { beside, unless }]) => [word, ...beside, ...unless]);
  return { planned, words: new Set(words), presentWords: new Set() };
}

function collectWords({ planned, words, presentWords }: CheckedColumn, block: RowBlock): void {
  for (let row = 0; row < block.length; row++) {
    const key = block.faultOf(row) ? '' : valueKey(textOf(planned, block, row));
    if (words.has(key)) presentWords.add(key);
  }
}

function refuseIfDoubtful({ planned: { column, field }, presentWords }: CheckedColumn): void {
  const wordsOfColumn = { isInColumn: (word: string) => presentWords.has(word), isMatched: () => false };
  for (const word of presentWords) {
    if (!hasOtherMeaning(field, word, wordsOfColumn)) continue;
    const other = field.otherMeanings?.[word]?.beside.find(wordsOfColumn.isInColumn) ?? '';
    throw new UserError('words_doubtful', { column, word: word.toUpperCase(), other: other.toUpperCase() });
  }
}

function textOf({ index, derived }: PlannedColumn, block: RowBlock, row: number): string {
  if (!derived) return block.text(row, index);
  const cells: string[] = [];
  for (const column of derived.indexes) cells[column] = block.text(row, column);
  return joinedText(derived, cells);
}
