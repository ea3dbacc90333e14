import { trim } from '../record/clean.ts';

/** Where the column names of a table are. */
export interface FoundHeader {
  /** The index of the header among the rows that were searched. */
  readonly index: number;
  /** How many of its names look like those of fields. */
  readonly known: number;
}

/** Below the first row, a single known name could be a value that equals the name of a field. */
const MIN_KNOWN_NAMES = 2;
/** A header has about as many filled cells as most rows; a title, or a row with units, has fewer. */
const MIN_FILLED_SHARE = 0.8;

/**
 * The header among the first rows of a table, which may begin with titles, notes, units and blank rows: the row with
 * the most names that look like fields, else the first row that is nearly full and contains no values, else the first
 * row.
 */
export function findHeader(
  rows: readonly (readonly string[])[],
  isKnown: (name: string) => boolean,
): FoundHeader | undefined {
  if (rows.length === 0) return undefined;
  const knownCounts = rows.map((cells) => cells.filter((cell) => isKnown(trim(cell))).length);
  const maxKnown = Math.max(...knownCounts);
  const knownInFirstRow = knownCounts[0] ?? 0;
  if (maxKnown >= MIN_KNOWN_NAMES || (maxKnown > 0 && knownInFirstRow === maxKnown))
    return { index: knownCounts.indexOf(maxKnown), known: maxKnown };
  const filledCounts = rows.map((cells) => cells.filter((cell) => trim(cell) !== '').length);
  const minFilled = usualCount(filledCounts) * MIN_FILLED_SHARE;
  const firstFullRow = rows.findIndex(
    (cells, row) => (filledCounts[row] ?? 0) >= minFilled && cells.every(couldBeName),
  );
  const index = Math.max(0, firstFullRow);
  return { index, known: knownCounts[index] ?? 0 };
}

/** The most frequent number of filled cells, or the largest of several; 1 if no row has more than one filled cell. */
function usualCount(filledCounts: readonly number[]): number {
  const wideCounts = filledCounts.filter((count) => count > 1);
  const frequencies = new Map<number, number>();
  for (const count of wideCounts) frequencies.set(count, (frequencies.get(count) ?? 0) + 1);
  const maxFrequency = Math.max(...frequencies.values());
  return Math.max(1, ...wideCounts.filter((count) => frequencies.get(count) === maxFrequency));
}

/** Numbers, dates, phone numbers, email addresses, `true` and `false` are values. */
const VALUE = /^(?=\D*\d)[\s\d.,:;/+()%$€£¥-]*$|@|^(?:true|false)$|^\d{4}-\d{2}-\d{2}T/i;

function couldBeName(cell: string): boolean {
  return !VALUE.test(trim(cell));
}
