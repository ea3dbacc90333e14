import { UserError } from '../../core/errors.ts';
import { MAX_HINT_RECORDS } from '../../core/matching/profile-column.ts';
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
  const checked = columns.map(toBeChecked).filter(({ pairs }) => pairs.length > 0);
  if (checked.length === 0) return;
  let records = 0;
  for await (const block of rows) {
    for (const column of checked) checkWords(column, block);
    records += block.length;
    if (records >= MAX_HINT_RECORDS) return;
  }
}

type WordPair = readonly [word: string, other: string];

/** A column, its words whose meaning depends on another word, with that word, and which of them were found. */
interface CheckedColumn {
  readonly planned: PlannedColumn;
  readonly pairs: readonly WordPair[];
  readonly found: Set<string>;
}

/** If one word of a pair is matched, each record is checked anyway. */
function toBeChecked(planned: PlannedColumn): CheckedColumn {
  const { field, constant, derived } = planned;
  const words = constant === undefined ? Object.entries(field.otherMeaningBeside ?? {}) : [];
  const pairs = words.flatMap(([word, others]) => others.map((other) => [word, other] as const));
  const isMatched = (word: string) => derived?.values?.has(word);
  return { planned, pairs: pairs.filter((pair) => !pair.some(isMatched)), found: new Set() };
}

function checkWords({ planned, pairs, found }: CheckedColumn, block: RowBlock): void {
  const words = new Set(pairs.flat());
  for (let row = 0; row < block.length; row++) {
    const key = block.faultOf(row) ? '' : valueKey(textOf(planned, block, row));
    if (!words.has(key) || found.has(key)) continue;
    found.add(key);
    const [word, other] = pairs.find((pair) => pair.every((each) => found.has(each))) ?? [];
    if (word === undefined || other === undefined) continue;
    const shown = { word: word.toUpperCase(), other: other.toUpperCase() };
    throw new UserError('words_doubtful', { column: planned.column, ...shown });
  }
}

function textOf({ index, derived }: PlannedColumn, block: RowBlock, row: number): string {
  if (!derived) return block.text(row, index);
  const cells: string[] = [];
  for (const each of derived.indexes) cells[each] = block.text(row, each);
  return joinedText(derived, cells);
}
