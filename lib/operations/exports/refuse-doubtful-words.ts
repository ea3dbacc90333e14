import { UserError } from '../../core/errors.ts';
import { MAX_HINT_RECORDS } from '../../core/matching/profile-column.ts';
import { hasOtherMeaning } from '../../core/record/derivation.ts';
import type { Plan, PlannedColumn } from '../../core/record/plan.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import { joinedText, valueKey } from '../../core/record/source-text.ts';

/**
 * Throws UserError `words_doubtful` if a column has a word without a match whose meaning another word of the column
 * puts in doubt: an M beside an H (hombre) is mujer, and would be hashed as a man. Records before the other word would
 * already be sent when it is read, so this reads the first records of the file beforehand, as many as the console.
 */
export async function refuseDoubtfulWords(
  { columns }: Pick<Plan, 'columns'>,
  rows: AsyncIterable<RowBlock>,
): Promise<void> {
  const checked = columns.map(toBeChecked).filter(({ words }) => words.size > 0);
  if (checked.length === 0) return;
  let records = 0;
  for await (const block of rows) {
    for (const column of checked) findWords(column, block);
    records += block.length;
    if (records >= MAX_HINT_RECORDS) break;
  }
  for (const column of checked) refuseIfDoubtful(column);
}

/** A column that has words whose meaning depends on others; which of all these words were found. */
interface CheckedColumn {
  readonly planned: PlannedColumn;
  readonly words: ReadonlySet<string>;
  readonly found: Set<string>;
}

/** If one of the words is matched, each record is checked anyway. */
function toBeChecked(planned: PlannedColumn): CheckedColumn {
  const { field, constant, derived } = planned;
  const meanings = constant === undefined ? Object.entries(field.otherMeanings ?? {}) : [];
  const isMatched = (word: string) => derived?.values?.has(word);
  const open = meanings.filter(([word, { beside }]) => ![word, ...beside].some(isMatched));
  const words = open.flatMap(([word, { beside, unless }]) => [word, ...beside, ...unless]);
  return { planned, words: new Set(words), found: new Set() };
}

function findWords({ planned, words, found }: CheckedColumn, block: RowBlock): void {
  for (let row = 0; row < block.length; row++) {
    const key = block.faultOf(row) ? '' : valueKey(textOf(planned, block, row));
    if (words.has(key)) found.add(key);
  }
}

function refuseIfDoubtful({ planned: { column, field }, found }: CheckedColumn): void {
  const words = { isInColumn: (word: string) => found.has(word), isMatched: () => false };
  for (const word of found) {
    if (!hasOtherMeaning(field, word, words)) continue;
    const other = field.otherMeanings?.[word]?.beside.find(words.isInColumn) ?? '';
    throw new UserError('words_doubtful', { column, word: word.toUpperCase(), other: other.toUpperCase() });
  }
}

function textOf({ index, derived }: PlannedColumn, block: RowBlock, row: number): string {
  if (!derived) return block.text(row, index);
  const cells: string[] = [];
  for (const each of derived.indexes) cells[each] = block.text(row, each);
  return joinedText(derived, cells);
}
