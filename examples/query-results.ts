import { allColumns, cellsOf, csvLine, type Row } from './columns.ts';
import type { ExampleOptions } from './conversions.ts';
import { Random } from './random.ts';
import { shopRow } from './shop-rows.ts';
import { prestoTime } from './timestamps.ts';

/** Results of the sample queries in TD's documentation, as CSV lines. `now()` is the same in all rows of a query. */

type QueryOptions = Omit<ExampleOptions, 'seed'>;

/** "Minimum required fields". */
export function minimumRequiredFields({ rows, now }: QueryOptions): string[] {
  return table(rows, (index) => ({
    event_name: 'add_to_cart',
    action_source: 'app_android',
    event_time: prestoTime(now),
    event_id: String(801_470_028 + index),
    em: index === 0 ? 'some_one@example.com' : `some_one+${index}@example.com`,
  }));
}

/** "Array of strings": two addresses become one list, the columns of item 1 and item 2 become two items. */
export function arrayOfStrings({ rows, now }: QueryOptions): string[] {
  return table(rows, (index) => ({
    event_name: 'add_to_cart',
    action_source: 'app_android',
    event_time: prestoTime(now),
    event_id: String(59_930_360 + index),
    em: index === 0 ? 'some_one@example.com' : `some_one+${index}@example.com`,
    em_1: index === 0 ? 'another_one@mail.example' : `another_one+${index}@mail.example`,
    order_id: `or${123 + index}`,
    search_string: 'cook',
    item_id_1: `item ${index + 1}`,
    item_price_1: '10.4',
    item_quantity_1: String(20 + index),
    item_name_2: 'basket',
    item_category_2: 'cat ',
    item_brand_2: 'tiny',
  }));
}

const CANDIDATES = 500;

/** The example of `td query`: every column in its order, each filled in some row if there are about twenty rows. */
export function allColumnsFile({ rows, seed, now }: ExampleOptions): string[] {
  const random = new Random(seed);
  const filled = new Set<string>();
  const candidates = Array.from({ length: CANDIDATES }, (_, index) => {
    const row = shopRow(index + 1, now, random);
    const newColumns = allColumns.filter((column) => row[column] && !filled.has(column));
    for (const column of newColumns) filled.add(column);
    return { row, fillsColumn: newColumns.length > 0 };
  });
  const selected = candidates.sort((a, b) => Number(b.fillsColumn) - Number(a.fillsColumn)).slice(0, rows);
  return [allColumns, ...selected.map(({ row }) => cellsOf(row, allColumns))].map(csvLine);
}

function table(rows: number, rowAt: (index: number) => Row): string[] {
  const columns = Object.keys(rowAt(0));
  return [columns, ...Array.from({ length: rows }, (_, index) => cellsOf(rowAt(index), columns))].map(csvLine);
}
