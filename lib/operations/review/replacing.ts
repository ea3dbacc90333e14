import { setImmediate as nextTurn } from 'node:timers/promises';
import { intersect, numbersOf, type Selection, takeFirst } from '../../core/record/selection.ts';
import type { Fix } from '../../core/review/fix.ts';
import type { FixedRow } from '../../core/review/fixer.ts';
import type { RecordChecker } from '../../core/review/record-checker.ts';
import { createReplacer, TOO_LONG } from '../../core/review/replacer.ts';
import type { Replacing } from '../../core/review/replacing.ts';
import type { Review } from '../../core/review/review.ts';
import type { ReviewFilter } from '../../core/review/review-view.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { recordsFound } from './list-review.ts';
import { findFirstWarnings, positionsOf, type ReviewOptions } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';

/** Maximum number of record numbers in memory at a time. */
const SECTION_RECORDS = 50_000;

/** The records in which a text is to be replaced, with all fixes so far. */
export interface ReplacingScope {
  readonly replacing: Replacing;
  /** Undefined for the whole file. */
  readonly selection: Selection | undefined;
  readonly review: Review;
  readonly upload: Upload;
}

/** A record whose text would be replaced by `after`. TOO_LONG: the new text is too long, so the old one stays. */
export interface ReplacedRecord {
  readonly fixed: FixedRow;
  readonly index: number;
  readonly after: string | typeof TOO_LONG;
}

/**
 * The fix that replaces text in the file, or in the records that a filter finds, and the records that it changes. If it
 * changes none, the fix must not be stored.
 */
export async function planReplacing(
  { filter, replacing }: { readonly replacing: Replacing; readonly filter: ReviewFilter | undefined },
  review: Review,
  upload: Upload,
  options: ReviewOptions,
): Promise<{ readonly fix: Fix; readonly records: readonly number[]; readonly changed: number }> {
  const selection = filter && (await recordsFound(review, upload, filter, options));
  const records = await recordsToChange({ replacing, selection, review, upload }, options);
  const hasSelection = selection && selection.length > 0;
  const fix: Fix = hasSelection ? { kind: 'selected', fix: replacing, records: toMutable(selection) } : replacing;
  return { fix, records, changed: records.length };
}

export function toMutable(selection: Selection): [number, number][] {
  return selection.map(([first, last]) => [first, last]);
}

/** The numbers of the records that replacing changes. */
export async function recordsToChange(scope: ReplacingScope, options: ReviewOptions): Promise<readonly number[]> {
  const checker = await options.recordCheckerFor(
    scope.review,
    scope.upload,
    await findFirstWarnings(options, scope.review),
  );
  const records: number[] = [];
  for (let lastRecord: number | null = 0; lastRecord !== null; ) {
    const section = sectionOf(scope, lastRecord);
    for await (const replaced of replacedIn(section.numbers, scope, checker, options))
      for (const { fixed, after: text } of replaced) if (text !== TOO_LONG) records.push(fixed.row.record);
    lastRecord = section.next;
  }
  return records;
}

/**
 * The records of the scope after record `after`, up to the size of a section; `next` is the last of these if the scope
 * has more, else null.
 */
export function sectionOf(
  { selection, review }: Pick<ReplacingScope, 'selection' | 'review'>,
  after: number,
): { readonly numbers: readonly number[]; readonly next: number | null } {
  const { record: last } = review.cursor;
  const remaining = intersect(selection ?? [[1, last]], [[after + 1, last]]);
  const section = takeFirst(remaining, SECTION_RECORDS);
  const until = section.at(-1)?.[1] ?? last;
  return { numbers: numbersOf(section), next: until < (remaining.at(-1)?.[1] ?? 0) ? until : null };
}

/**
 * Reads these records, and yields those whose text is to be replaced, block by block. A record that is left out stays
 * as it is.
 */
export async function* replacedIn(
  numbers: readonly number[],
  { replacing, review, upload }: ReplacingScope,
  checker: RecordChecker,
  options: ReviewOptions,
): AsyncGenerator<readonly ReplacedRecord[]> {
  const replace = createReplacer(replacing);
  const index = upload.header.indexOf(replacing.column);
  for await (const rows of recordsByNumber(numbers, options.rowsOf(upload), positionsOf(options, review, upload))) {
    yield rows.flatMap((row) => {
      const fixed = checker.fix(row);
      if (fixed.isLeftOut || row.fault) return [];
      const before = fixed.row.cells[index] ?? '';
      const after = replace(before);
      return after !== undefined && after !== before ? { fixed, index, after } : [];
    });
    // A costly pattern must not keep the process from handling other requests.
    await nextTurn();
  }
}
