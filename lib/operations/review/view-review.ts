import type { Repair } from '../../core/connector/repair.ts';
import { LEFT_OUT_WHEN_PREPARED } from '../../core/issue.ts';
import { masked, mayIdentify } from '../../core/record/personal.ts';
import { columnsByIndex } from '../../core/record/plan.ts';
import { sizeOf } from '../../core/record/selection.ts';
import { type Fix, fixToUndo, savedFixNumbers, undoToRedo } from '../../core/review/fix.ts';
import { leftOutTotalRows } from '../../core/review/fixer.ts';
import type { RecordChecker } from '../../core/review/record-checker.ts';
import { repairKey } from '../../core/review/repairing/cell-repairer.ts';
import { repairTotals } from '../../core/review/repairing/safe-repairs.ts';
import { type Review, reviewVersion } from '../../core/review/review.ts';
import type { BackgroundEdit, Forecast, OfferedRepair, ReviewView, SameReview } from '../../core/review/review-view.ts';
import { warningKey } from '../../core/review/tally.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { countCodes, type IssueCount } from '../../core/view/record-view.ts';
import { viewOfJob } from './fixing/view-of-job.ts';
import { findFirstWarnings, openReview, positionsOf, type ReviewOptions } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';

export interface ViewReviewOptions extends ReviewOptions {
  /** Limits of one call. */
  readonly maxEvents: number;
  readonly maxBytes: number;
}

/**
 * The state of a review and the applicable repairs, for the whole file or for the rejected and invalid records of a
 * job. Throws UserError `review_unknown`, `upload_deleted` or `upload_gone`, and for a job as `recordsOfJob` does.
 */
export async function viewReview(uploadId: number, options: ViewReviewOptions, jobId?: number): Promise<ReviewView> {
  const { review, upload } = await openReview(options, uploadId);
  const { ready, invalid, warned, leftOut } = review.tally;
  const fixes = await options.files.fixes(upload.folder, review.fixesBytes);
  const totalRows = leftOutTotalRows(fixes);
  const jobView = jobId === undefined ? undefined : await viewOfJob(jobId, review, upload, options);
  const issues = jobView?.issues ?? issuesShown(await options.reviews.issueCounts(review.id), review);
  return {
    upload: upload.id,
    job: jobView?.job ?? null,
    state: review.state,
    error: review.error,
    progress: { bytes: review.cursor.byte, of: upload.spoolBytes },
    records: {
      read: ready + invalid + leftOut,
      ready,
      invalid,
      warned,
      leftOut,
      fixed: await options.reviews.countFixed(review.id),
    },
    issues,
    codes: jobView?.codes ?? (await codesOfFile(issues, review, options)),
    repairs:
      review.state === 'ready'
        ? await offeredRepairs(jobView?.issues, { review, upload, showPersonal: false }, options)
        : [],
    forecast: forecastOf(review, options),
    totalRow: totalRows.at(-1)?.[1] ?? null,
    totalRowCount: sizeOf(totalRows),
    fixedByMapping: await countFixedByMapping(review, fixes, options),
    canUndo: (fixToUndo(fixes) ?? -1) >= (jobView?.fixCountOfJob ?? 0),
    canRedo: undoToRedo(fixes) !== undefined,
    fixesBytes: review.fixesBytes,
    version: reviewVersion(review),
    changed: review.changed,
    next: backgroundEditOf(review, upload),
    safeRepairs: await safeRepairsIn(review, options),
  };
}

/**
 * The state of a review, as `viewReview` returns it. For a page that already has the current version, only the edit
 * that is being made in the background, because nothing else can have changed.
 */
export async function pollReview(
  uploadId: number,
  { job, knownVersion }: { readonly job?: number | undefined; readonly knownVersion?: string | undefined },
  options: ViewReviewOptions,
): Promise<ReviewView | SameReview> {
  if (knownVersion !== undefined) {
    const { review, upload } = await openReview(options, uploadId);
    const isSame = review.state === 'ready' && knownVersion === reviewVersion(review);
    if (isSame) return { isSame, next: backgroundEditOf(review, upload) };
  }
  return viewReview(uploadId, options, job);
}

/** How many records only the saved mapping changed. */
async function countFixedByMapping(
  { id }: Review,
  fixes: readonly Fix[],
  { reviews, reviewRecords }: ReviewOptions,
): Promise<number> {
  const mappingFixes = new Set(savedFixNumbers(fixes));
  if (mappingFixes.size === 0) return 0;
  const otherFixes = [...fixes.keys()].filter((number) => !mappingFixes.has(number));
  return (await reviews.countFixed(id)) - (await reviewRecords.fixedBy(id, otherFixes)).length;
}

function backgroundEditOf({ next }: Review, { spoolBytes }: Upload): BackgroundEdit | null {
  if (!next) return null;
  const { state, cursor, error } = next;
  return { state, error, read: cursor.record, progress: { bytes: cursor.byte, of: spoolBytes } };
}

async function safeRepairsIn(
  { id, state }: Review,
  { reviewRecords }: ReviewOptions,
): Promise<ReviewView['safeRepairs']> {
  const effects = state === 'ready' ? await reviewRecords.repairEffects(id) : [];
  const columns = new Set(effects.flatMap(({ effect }) => effect.cells.map(({ index }) => index)));
  const { becomeReady, records, leftOut } = repairTotals(effects, columns);
  return { becomeReady, records, leftOut };
}

/**
 * The issues to show: all except warnings of invalid records, which are listed with their errors, and the issue of
 * records that are left out when they are prepared.
 */
function issuesShown(issues: readonly IssueCount[], { tally }: Review): readonly IssueCount[] {
  return issues.flatMap((issue) => {
    const records = issue.severity === 'error' ? issue.records : (tally.warnings[warningKey(issue)] ?? 0);
    return LEFT_OUT_WHEN_PREPARED.includes(issue.code) || records === 0 ? [] : [{ ...issue, records }];
  });
}

function codesOfFile(issues: readonly IssueCount[], { id }: Review, { reviewRecords }: ReviewOptions) {
  return countCodes(issues, ({ severity, code }) =>
    reviewRecords.count(id, { show: severity === 'error' ? 'invalid' : 'warned', code }),
  );
}

/** `calls` is a lower bound: there are a few more if bodies are limited by bytes. */
function forecastOf({ connector, tally }: Review, { connectorOf, maxEvents, maxBytes }: ViewReviewOptions): Forecast {
  const { ready, bytes, late, keys } = tally;
  const { identifiers } = connectorOf(connector);
  const callCount = Math.max(Math.ceil(ready / maxEvents), Math.ceil((bytes + ready) / maxBytes));
  const counted = identifiers.map((fields, index) => ({
    fields: fields.map(({ name }) => name),
    records: keys[index] ?? 0,
  }));
  return { calls: callCount, bytes, late, identifiers: counted };
}

/** The repairs that `viewReview` offers, with examples that are not masked. Throws as `viewReview` does. */
export async function showRepairExamples(
  uploadId: number,
  jobId: number | undefined,
  options: ReviewOptions,
): Promise<readonly OfferedRepair[]> {
  const { review, upload } = await openReview(options, uploadId);
  if (review.state !== 'ready') return [];
  const jobView = jobId === undefined ? undefined : await viewOfJob(jobId, review, upload, options);
  return offeredRepairs(jobView?.issues, { review, upload, showPersonal: true }, options);
}

interface OfferScope {
  readonly review: Review;
  readonly upload: Upload;
  /** Whether personal values of examples are shown; if false, they are masked. */
  readonly showPersonal: boolean;
}

/** The repairs that apply to the file, or to issues of the job. */
async function offeredRepairs(
  issuesOfJob: readonly IssueCount[] | undefined,
  { review, upload, showPersonal }: OfferScope,
  options: ReviewOptions,
): Promise<OfferedRepair[]> {
  const repairs = await repairsInTally(review, options);
  if (repairs.length === 0) return [];
  const checker = await options.recordCheckerFor(review, upload, await findFirstWarnings(options, review));
  // A once-per-file warning may be stored for a record outside the job, but apply to records of the job.
  const { oncePerFile } = options.connectorOf(review.connector);
  const applicable = repairs.filter(
    ({ repair: { codes }, column }) =>
      !codes.isDisjointFrom(oncePerFile) ||
      (issuesOfJob?.some((issue) => issue.column === column && codes.has(issue.code)) ?? true),
  );
  const offered = applicable.map(async ({ repair, column, records }) => {
    const { kind, neededAnswer } = repair;
    const numbers = await options.reviewRecords.withIssue(review.id, [...repair.codes], column, MAX_EXAMPLE_CANDIDATES);
    const example = await exampleOf(repair, column, { numbers, checker, review, upload, showPersonal, options });
    return { repair: repair.name, kind, ...(neededAnswer && { neededAnswer }), column, records, ...example };
  });
  return (await Promise.all(offered)).sort(
    (a, b) => b.records - a.records || compareTexts(a.column, b.column) || compareTexts(a.repair, b.repair),
  );
}

/** The repairs that apply, by column, with the number of records. */
export async function repairsInTally(
  { connector, tally }: Review,
  { connectorOf }: Pick<ReviewOptions, 'connectorOf'>,
): Promise<readonly { readonly repair: Repair; readonly column: string; readonly records: number }[]> {
  const repairs = await connectorOf(connector).loadRepairs();
  return Object.entries(tally.repairs).flatMap(([key, records]) => {
    const repair = repairs.find(({ name }) => key.startsWith(repairKey(name, '')));
    return repair ? [{ repair, column: key.slice(repairKey(repair.name, '').length), records }] : [];
  });
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Number of records with the issue that are tried for an example. */
const MAX_EXAMPLE_CANDIDATES = 20;

interface ExampleOptions extends OfferScope {
  readonly numbers: readonly number[];
  readonly checker: RecordChecker;
  readonly options: ReviewOptions;
}

async function exampleOf(
  repair: Repair,
  column: string,
  { numbers, checker, review, upload, showPersonal, options }: ExampleOptions,
): Promise<Pick<OfferedRepair, 'before' | 'after'>> {
  const index = upload.header.indexOf(column);
  const plannedColumns = columnsByIndex(checker.plan).get(index) ?? [];
  const isPersonal = (text: string) =>
    !repair.isAnonymous && plannedColumns.some(({ field }) => mayIdentify(text, field));
  const shown = (text: string) => (!showPersonal && isPersonal(text) ? masked(text) : text);
  const positions = positionsOf(options, review, upload);
  const source = options.rowsOf(upload);
  for (const number of numbers) {
    // One at a time: the first usually matches, and records in between need not be read.
    for await (const rows of recordsByNumber([number], source, positions)) {
      const [row] = rows.map((original) => checker.fix(original).row);
      const after = row && checker.repairedText(repair.name, index, row);
      if (row && after !== undefined) return { before: shown((row.cells[index] ?? '').trim()), after: shown(after) };
    }
  }
  return { before: '', after: '' };
}
