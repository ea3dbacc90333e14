import { UserError } from '../../core/errors.ts';
import { isMissing, trim } from '../../core/record/clean.ts';
import type { Row } from '../../core/record/row.ts';
import type { FixedRow } from '../../core/review/fixer.ts';
import type { CheckedRecord, RecordChecker } from '../../core/review/record-checker.ts';
import { createReplacer, TOO_LONG } from '../../core/review/replacer.ts';
import { MAX_SAMPLES, type PreviewSection, type ReplacedSample } from '../../core/review/replacing.ts';
import type { PreviewRequest } from '../../core/review/review-view.ts';
import { cellReader } from '../uploads/show-cells.ts';
import { recordsFound } from './list-review.ts';
import { findFirstWarnings, openReview, type ReviewOptions } from './ready-review.ts';
import { refuseUnknownColumn } from './repairing/plan-repairs.ts';
import { type ReplacedRecord, replacedIn, sectionOf } from './replacing.ts';

/**
 * What replacing would do to a section of the file, or of the records that a filter finds. Throws UserError as
 * `openReview` and `createReplacer` do, `review_not_ready`, `mapping_column_unknown`, and `review_changed` if the
 * person saw other fixes.
 */
export async function previewReplacing(
  uploadId: number,
  { replacing, filter, after, fixesBytes, showPersonal }: PreviewRequest & { readonly showPersonal: boolean },
  options: ReviewOptions,
): Promise<PreviewSection> {
  const { review, upload } = await openReview(options, uploadId);
  if (review.state !== 'ready') throw new UserError('review_not_ready');
  if (review.fixesBytes !== fixesBytes) throw new UserError('review_changed');
  refuseUnknownColumn(replacing.column, upload);
  createReplacer(replacing);
  const selection = filter && (await recordsFound(review, upload, filter, options));
  const scope = { replacing, selection, review, upload };
  const checker = await options.recordCheckerFor(review, upload, await findFirstWarnings(options, review));
  const connector = options.connectorOf(review.connector);
  const cellsOf = cellReader({ connector, job: review, source: options.rowsOf(upload), showPersonal });
  const { numbers, next } = sectionOf(scope, after);
  const counts = { changed: 0, madeValid: 0, madeInvalid: 0, emptied: 0, tooLong: 0 };
  const samples: ReplacedSample[] = [];
  for await (const replaced of replacedIn(numbers, scope, checker, options)) {
    for (const effect of effectsOf(replaced, checker)) {
      countEffect(counts, effect);
      if (effect.kind !== 'tooLong' && samples.length < MAX_SAMPLES) samples.push(sampleOf(effect, cellsOf));
    }
  }
  return { ...counts, samples, next };
}

/** A record before and after the replacement of a text in it. */
interface ReplacementEffect {
  readonly kind: 'changed' | 'madeValid' | 'madeInvalid';
  readonly index: number;
  readonly rowBefore: Row;
  readonly rowAfter: Row;
  readonly newText: string;
}

/** The new text would be too long, so the record stays as it is. */
interface TooLong {
  readonly kind: 'tooLong';
}

type EffectCounts = { -readonly [K in Exclude<keyof PreviewSection, 'samples' | 'next'>]: PreviewSection[K] };

/** Every replacement counts as a change, whether or not it also makes its record valid or invalid. */
function countEffect(counts: EffectCounts, effect: ReplacementEffect | TooLong): void {
  counts[effect.kind] += 1;
  if (effect.kind === 'tooLong') return;
  if (effect.kind !== 'changed') counts.changed += 1;
  if (isMissing(trim(effect.newText))) counts.emptied += 1;
}

type Status = CheckedRecord['status'] | undefined;

function effectsOf(
  replaced: readonly ReplacedRecord[],
  checker: RecordChecker,
): readonly (ReplacementEffect | TooLong)[] {
  const before = checker.checkFixed(replaced.map(({ fixed }) => fixed));
  const after = checker.checkFixed(replaced.map(withReplaced));
  return replaced.map(({ fixed, index, after: newText }, at) => {
    if (newText === TOO_LONG) return { kind: 'tooLong' };
    const kind = kindOf(before[at]?.status, after[at]?.status);
    return { kind, index, rowBefore: fixed.row, rowAfter: after[at]?.row ?? fixed.row, newText };
  });
}

/** A record that the mapping leaves out is neither valid nor invalid. */
function kindOf(before: Status, after: Status): ReplacementEffect['kind'] {
  if (isValid(after) && !isValid(before)) return 'madeValid';
  return after === 'invalid' && before !== 'invalid' ? 'madeInvalid' : 'changed';
}

function isValid(status: Status): boolean {
  return status === 'ready' || status === 'warned';
}

function withReplaced({ fixed, index, after }: ReplacedRecord): FixedRow {
  if (after === TOO_LONG) return fixed;
  return { ...fixed, row: { ...fixed.row, cells: fixed.row.cells.with(index, after) } };
}

function sampleOf(
  { index, rowBefore, rowAfter }: ReplacementEffect,
  cellsOf: ReturnType<typeof cellReader>,
): ReplacedSample {
  const shown = (row: Row) => cellsOf(row)[index]?.value ?? '';
  return { record: rowAfter.record, before: shown(rowBefore), after: shown(rowAfter) };
}
