import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import type { UploadFiles } from '../../adapters/files/upload-files.ts';
import type { Jobs } from '../../adapters/store/jobs/jobs.ts';
import { connectorOf } from '../../connectors/registry.ts';
import type { Job } from '../../core/job/job.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import type { RecordChecker } from '../../core/review/record-checker.ts';
import type { RepeatSection } from '../../core/review/repeats/repeat-survey.ts';
import type { Review } from '../../core/review/review.ts';
import type { SurveySection } from '../../core/review/survey.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { prepareFile } from '../../operations/delivery/prepare-file.ts';
import type { PreparedFile } from '../../operations/delivery/run.ts';
import type { Platform } from '../platform.ts';
import { repeatsSpecOf, surveyRepeatsHere } from './repeats.ts';
import {
  type FixedReview,
  fixedRowSourceOf,
  jobRowSourceOf,
  type RowsOfJob,
  rowSourceOf,
  rowsWithSavedFixes,
  type SavedFixes,
} from './row-source.ts';
import { recordCheckerFor, surveyHere, surveySpecOf } from './survey.ts';

/** Readers of uploads: as rows, as prepared events, and as results of a review. */
export interface Readers {
  /** The rows of an upload, from its spool. */
  readonly rowsOf: (upload: Upload) => RowSource;
  /** The rows of an upload with the fixes of its review, or of a job. */
  readonly fixedRowsOf: (review: FixedReview, upload: Upload) => RowSource;
  /** The rows of an upload with the fixes of a saved mapping. */
  readonly rowsWithSavedFixes: (upload: Upload, saved: SavedFixes) => RowSource;
  /** The rows of a job, as it reads them. */
  readonly rowsOfJob: (job: Job, upload: Upload) => Promise<RowSource>;
  /** Prepares a job's file for sending. Throws UserError if the mapping does not fit. */
  readonly prepareFile: (job: Job, upload: Upload, firstWarnedAt: ReadonlyMap<string, number>) => Promise<PreparedFile>;
  /** Checks the file of a review from its cursor. */
  readonly survey: (review: Review, upload: Upload) => AsyncIterable<SurveySection>;
  /** Finds the repeats of a reviewed file. */
  readonly surveyRepeats: (review: Review, upload: Upload) => AsyncIterable<RepeatSection>;
  /** A checker for single records of a review's file, with the fixes of the review. */
  readonly recordCheckerFor: (
    review: Review,
    upload: Upload,
    firstWarnedAt: ReadonlyMap<string, number>,
  ) => Promise<RecordChecker>;
}

/** Smaller files are read without a thread, because starting one takes longer than it saves. */
const MIN_THREAD_BYTES = 8_000_000;

export function readersOf(files: UploadFiles, jobs: Jobs, threads: Platform['threads']): Readers {
  return {
    rowsOf: (upload) => rowSourceOf(files, upload),
    fixedRowsOf: (review, upload) => fixedRowSourceOf(files, upload, review),
    rowsWithSavedFixes: (upload, saved) => rowsWithSavedFixes(rowSourceOf(files, upload), saved),
    rowsOfJob: async (job, upload) => jobRowSourceOf(files, await rowsReadBy(job, upload, jobs)),
    prepareFile: createPrepareFile(files, jobs, threads),
    survey: createSurvey(files, threads),
    surveyRepeats: (review, upload) => {
      const spec = repeatsSpecOf(surveySpecOf(review, upload, files));
      const isLarge = upload.spoolBytes >= MIN_THREAD_BYTES;
      return threads && isLarge ? threads.surveyRepeats(spec, upload.start) : surveyRepeatsHere(spec, upload.start);
    },
    recordCheckerFor: (review, upload, firstWarnedAt) =>
      recordCheckerFor(files, { ...surveySpecOf(review, upload, files), firstWarnedAt }),
  };
}

/** What a job reads of its upload: the selected records, or all if it has no selection, with its fixes. */
async function rowsReadBy(job: Job, { folder, format, delimiter, header }: Upload, jobs: Jobs): Promise<RowsOfJob> {
  const { connector, fixesBytes: bytes, mapping, constants, referenceTime: now } = job;
  const selection = await jobs.selection(job.id);
  const fixes = bytes === 0 ? undefined : { bytes, connector, matching: { mapping, constants }, now };
  return { upload: { folder, format, delimiter, header }, selection, fixes };
}

function createPrepareFile(files: UploadFiles, jobs: Jobs, threads: Platform['threads']): Readers['prepareFile'] {
  return async (job, upload, firstWarnedAt) => {
    const rows = await rowsReadBy(job, upload, jobs);
    if (threads && upload.spoolBytes - job.cursor.byte >= MIN_THREAD_BYTES) {
      const { mapping, constants, referenceTime, skipInvalidRecord, maxEvents, maxBytes } = job;
      return threads.open({
        purpose: 'send',
        connector: job.connector,
        job: { mapping, constants, referenceTime, skipInvalidRecord, maxEvents, maxBytes },
        rows,
        uploads: { root: files.root, limits: files.limits },
        firstWarnedAt,
      });
    }
    const connector = connectorOf(job.connector);
    const source = jobRowSourceOf(files, rows);
    return prepareFile(job, { connector, source, effects: prepareEffects, firstWarnedAt });
  };
}

function createSurvey(files: UploadFiles, threads: Platform['threads']): Readers['survey'] {
  return (review, upload) => {
    const spec = surveySpecOf(review, upload, files);
    const isLarge = upload.spoolBytes - review.cursor.byte >= MIN_THREAD_BYTES;
    return threads && isLarge ? threads.survey(spec, review.cursor) : surveyHere(spec, review.cursor);
  };
}
