import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import { UploadFiles, type UploadLimits } from '../../adapters/files/upload-files.ts';
import { connectorOf } from '../../connectors/registry.ts';
import type { Matching } from '../../core/record/plan.ts';
import type { Cursor } from '../../core/record/row.ts';
import { RecordChecker } from '../../core/review/record-checker.ts';
import type { Review } from '../../core/review/review.ts';
import { type SurveySection, surveyRows } from '../../core/review/survey.ts';
import { type ReadableUpload, rowSourceOf } from './row-source.ts';

/** Everything needed to check a file before it is sent, as plain data for a thread. */
export interface SurveySpec {
  readonly purpose: 'survey';
  readonly connector: string;
  readonly matching: Matching;
  /** Reference time, Unix seconds. */
  readonly now: number;
  readonly upload: ReadableUpload;
  readonly fixesBytes: number;
  readonly uploads: { readonly root: string; readonly limits: UploadLimits };
  readonly firstWarnedAt: ReadonlyMap<string, number>;
}

export function surveySpecOf(
  { connector, mapping, constants, referenceTime: now, fixesBytes }: Review,
  { folder, format, delimiter, header }: ReadableUpload,
  { root, limits }: UploadFiles,
): SurveySpec {
  return {
    purpose: 'survey',
    connector,
    matching: { mapping, constants },
    now,
    upload: { folder, format, delimiter, header },
    fixesBytes,
    uploads: { root, limits },
    firstWarnedAt: new Map(),
  };
}

/** Makes a checker for the records of a file, with the first `fixesBytes` bytes of its fixes. */
export async function recordCheckerFor(files: UploadFiles, spec: SurveySpec): Promise<RecordChecker> {
  const { matching, now, upload, fixesBytes, firstWarnedAt } = spec;
  const connector = connectorOf(spec.connector);
  const [fixes, repairs] = await Promise.all([files.fixes(upload.folder, fixesBytes), connector.loadRepairs()]);
  const { header } = upload;
  return new RecordChecker({
    connector,
    header,
    matching,
    fixes,
    repairs,
    now,
    firstWarnedAt,
    effects: prepareEffects,
  });
}

/** Checks a file in this thread. */
export async function* surveyHere(spec: SurveySpec, from: Cursor): AsyncGenerator<SurveySection> {
  const files = new UploadFiles(spec.uploads.root, spec.uploads.limits);
  const checker = await recordCheckerFor(files, spec);
  const connector = connectorOf(spec.connector);
  yield* surveyRows(rowSourceOf(files, spec.upload).rows(from), checker, connector);
}
