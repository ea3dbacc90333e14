import { UserError } from '../../core/errors.ts';
import { isMissing, trim } from '../../core/record/clean.ts';
import type { RecordChecker } from '../../core/review/record-checker.ts';
import { createReplacer, TOO_LONG } from '../../core/review/replacer.ts';
import { MAX_SAMPLES, type PreviewSection, type ReplacedSample } from '../../core/review/replacing.ts';
import type { PreviewRequest } from '../../core/review/review-view.ts';
import { cellReader } from '../uploads/show-cells.ts';
import { recordsFound } from './list-review.ts';
import { findFirstWarnings, openReview, type ReviewOptions } from './ready-review.ts';
import { type ReplacedRecord, replacedIn, sectionOf } from './replacing.ts';

/**
 * What replacing would do to a section of the file, or of what a filter finds. Throws UserError as `openReview` and
 * `createReplacer` do, `review_not_ready`, `mapping_column_unknown`, and `review_changed` for another version.
 */
export async function previewReplacing(
  uploadId: number,
  { replacing, filter, after, fixesBytes, personal }: PreviewRequest & { readonly personal: boolean },
  options: ReviewOptions,
): Promise<PreviewSection> {
  const { review, upload } = await openReview(options, uploadId);
  if (review.state !== 'ready') throw new UserError('review_not_ready');
  if (review.fixesBytes !== fixesBytes) throw new UserError('review_changed');
  const { column } = replacing;
  if (!upload.header.includes(column)) throw new UserError('mapping_column_unknown', { column });
  createReplacer(replacing);
  const selection = filter && (await recordsFound(review, upload, filter, options));
  const scope = { replacing, selection, review, upload };
  const checker = await options.recordCheckerFor(review, upload, await findFirstWarnings(options, review));
  const connector = options.connectorOf(review.connector);
  const cellsOf = cellReader({ connector, job: review, source: options.rowsOf(upload), showPersonal: personal });
  const { numbers, next } = sectionOf(scope, after);
  const counts = { changed: 0, cured: 0, spoiled: 0, emptied: 0, tooLong: 0 };
  const samples: ReplacedSample[] = [];
  for await (const replaced of replacedIn(numbers, scope, checker, options)) {
    const effect = effectOf(replaced, checker);
    counts[effect.kind] += 1;
    if (effect.kind === 'tooLong') continue;
    if (effect.kind !== 'changed') counts.changed += 1;
    if (isMissing(trim(effect.after))) counts.emptied += 1;
    if (samples.length < MAX_SAMPLES) samples.push(sampleOf(replaced, effect.row, cellsOf));
  }
  return { ...counts, samples, next };
}

type Rows = ReplacedRecord['fixed'];

function effectOf({ fixed, index, after }: ReplacedRecord, checker: RecordChecker) {
  if (after === TOO_LONG) return { kind: 'tooLong' } as const;
  const row = { ...fixed.row, cells: fixed.row.cells.with(index, after) };
  const [was, is] = [checker.checkFixed(fixed), checker.checkFixed({ ...fixed, row })].map(({ status }) => status);
  const kind = was === is ? 'changed' : was === 'invalid' ? 'cured' : is === 'invalid' ? 'spoiled' : 'changed';
  return { kind, row, after } as const;
}

function sampleOf(
  { fixed, index }: ReplacedRecord,
  row: Rows['row'],
  cellsOf: ReturnType<typeof cellReader>,
): ReplacedSample {
  const shown = (of: Rows['row']) => cellsOf(of)[index]?.value ?? '';
  return { record: row.record, before: shown(fixed.row), after: shown(row) };
}
