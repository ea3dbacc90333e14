import { trim } from '../../record/clean.ts';
import type { Plan, PlannedColumn } from '../../record/plan.ts';
import { type Derivation, joinedText, matchValue } from '../../record/source-text.ts';
import type { ColumnProfile, CountedValue, FileProfile } from '../column-profile.ts';

/** A code in capitals, such as that of a country, and the number of records with it. */
export interface CountedCode {
  readonly code: string;
  readonly records: number;
}

/** The codes that the records of a file have in a field. Texts that are no codes are counted like codes. */
export function codesOf(
  { index, constant, derived }: PlannedColumn,
  plan: Plan,
  profile: FileProfile,
): readonly CountedCode[] {
  if (constant !== undefined) return [{ code: trim(constant).toUpperCase(), records: 1 }];
  const indexes = derived?.indexes ?? [index];
  const columns = new Set(indexes.map((position) => plan.header[position]));
  const counted = profile.columns.filter(({ column }) => columns.has(column)).flatMap(countedTexts);
  return counted.flatMap(({ text, records }) => {
    const code = derived ? codeIn(text, derived) : text;
    return code === null ? [] : [{ code: code.toUpperCase(), records }];
  });
}

/** The values of a column. If there are too many to list, some of them, each as if only one record had it. */
function countedTexts({ values, texts }: ColumnProfile): readonly CountedValue[] {
  return values ?? texts.map((text) => ({ text, records: 1 }));
}

/**
 * The code in a cell; null if the cell leaves its record out. A profile does not show which cells are joined, so each
 * cell is read as if the cells joined to it were empty: only then can the joined text be a code.
 */
function codeIn(text: string, derived: Derivation): string | null {
  return matchValue(derived, joinedText({ ...derived, indexes: [0] }, [text]));
}
