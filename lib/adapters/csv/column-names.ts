import { UserError } from '../../core/errors.ts';

const MAX_NAMED_DUPLICATES = 5;

/**
 * Throws UserError `duplicate_columns` if names repeat, with the numbers of the columns. Adds the names if `mayName`.
 */
export function refuseDuplicates(header: readonly string[], { mayName }: { readonly mayName: boolean }): void {
  const duplicates = duplicateColumns(header);
  if (duplicates.length === 0) return;
  const columns = duplicates.slice(0, MAX_NAMED_DUPLICATES).map(({ name, numbers }) => {
    const shown = numbers.length > MAX_NAMED_DUPLICATES ? [...numbers.slice(0, MAX_NAMED_DUPLICATES), '…'] : numbers;
    return mayName ? `${name} (${shown.join(', ')})` : shown.join(', ');
  });
  throw new UserError('duplicate_columns', {
    columns: columns.join('; '),
    more: duplicates.length - columns.length,
  });
}

interface Duplicate {
  readonly name: string;
  readonly numbers: number[];
}

function duplicateColumns(header: readonly string[]): Duplicate[] {
  const columns = new Map<string, Duplicate>();
  header.forEach((name, i) => {
    const key = name.toLowerCase();
    const column = columns.get(key) ?? { name, numbers: [] };
    column.numbers.push(i + 1);
    if (name !== '') columns.set(key, column);
  });
  return [...columns.values()].filter(({ numbers }) => numbers.length > 1);
}

/**
 * Appends a number to each name that repeats one before it, ignoring case: `Name`, `Name (2)`. Blank names stay,
 * because their columns are ignored.
 */
export function uniqueNames(header: readonly string[]): string[] {
  const takenNames = new Set(header.map((name) => name.toLowerCase()));
  const nextNumbers = new Map<string, number>();
  return header.map((name) => {
    const key = name.toLowerCase();
    // Continues after the last number, because a first row of a megabyte may have the same cell 500,000 times.
    let number = nextNumbers.get(key);
    nextNumbers.set(key, number ?? 2);
    if (name === '' || number === undefined) return name;
    while (takenNames.has(`${key} (${number})`)) number++;
    nextNumbers.set(key, number + 1);
    return `${name} (${number})`;
  });
}
