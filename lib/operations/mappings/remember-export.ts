import type { Connector } from '../../core/connector/connector.ts';
import type { RepeatChoice } from '../../core/job/job.ts';
import { isNameOfField } from '../../core/matching/suggest-mapping.ts';
import type { Mapping } from '../../core/record/field-target.ts';
import { columnName, compilePlan, type Matching, type PlannedColumn } from '../../core/record/plan.ts';
import type { Row } from '../../core/record/row.ts';
import { areActive, type Fix } from '../../core/review/fix.ts';
import { isTotalRowFix } from '../../core/review/fixer.ts';
import { type RepeatCounts, repeatsOf } from '../../core/review/repeats/repeats-view.ts';
import { latestFixesBytes, type Review } from '../../core/review/review.ts';
import { rememberedFixes } from '../../core/saved-mapping/column-fixes.ts';
import type { MappingContent, SavedChoices, SavedMapping } from '../../core/saved-mapping/saved-mapping.ts';
import { NO_HEADER_ROW } from '../../core/upload/file-format.ts';
import type { SavedReading } from '../../core/upload/saved-reading.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { hasSeveralSheets } from '../../core/upload/workbook.ts';
import {
  findSavedMapping,
  rememberMapping,
  type SavedMappingOptions,
  saveMapping,
} from '../exports/remember-mapping.ts';
import { numberedNames } from '../uploads/describe-header.ts';
import { headerCells } from '../uploads/first-cells.ts';
import type { LayoutFiles } from '../uploads/reading/layout-files.ts';
import { proposalsOf } from './known-headers.ts';

export interface RememberOptions extends SavedMappingOptions {
  readonly files: Pick<LayoutFiles, 'readLayout'> & {
    fixes(folder: string, bytes: number): Promise<readonly Fix[]>;
    hasByteOrderMark(folder: string): Promise<boolean>;
    firstRecords(folder: string, format: Pick<Upload, 'format' | 'delimiter'>, limit: number): Promise<readonly Row[]>;
  };
  readonly reviews: { find(uploadId: number): Promise<Review | undefined> };
  readonly reviewRepeats: { counts(review: Review): Promise<RepeatCounts> };
}

interface ExportedFile {
  readonly connector: Connector;
  readonly upload: Upload;
  readonly matching: Matching;
  /** The choice for repeats; undefined if none was made. */
  readonly repeats?: RepeatChoice | undefined;
}

/** Saves all decisions about an exported file, unless a later file would be treated the same without them. */
export async function rememberExport(file: ExportedFile, options: RememberOptions): Promise<SavedMapping | undefined> {
  const { connector, upload, matching } = file;
  const { columns } = compilePlan(connector.fields, upload.header, matching);
  // Columns missing from the mapping were matched by name in the export, but a saved mapping ignores them.
  const mapping = { ...fieldsByName(columns), ...matching.mapping };
  const decisions = await decisionsOf({ ...file, matching: { ...matching, mapping } }, options);
  return rememberMapping(connector, upload, decisions, options);
}

/** Saves all decisions about a file. If `name` is undefined, an existing saved mapping keeps its name. */
export async function saveDecisions(
  file: ExportedFile,
  name: string | undefined,
  options: RememberOptions,
): Promise<SavedMapping> {
  const decisions = await decisionsOf(file, options);
  return saveMapping(file.connector, file.upload, decisions, { ...options, ...(name !== undefined && { name }) });
}

async function decisionsOf(
  { connector, upload, matching, repeats }: ExportedFile,
  options: RememberOptions,
): Promise<MappingContent> {
  const plan = compilePlan(connector.fields, upload.header, matching);
  const review = await options.reviews.find(upload.id);
  const fixes = await options.files.fixes(upload.folder, review ? latestFixesBytes(review) : 0);
  const savedChoices = (await findSavedMapping(connector, upload, options))?.choices;
  const choices = {
    ...savedChoices,
    ...repeatChoice(repeats, { savedChoices, counts: review && (await options.reviewRepeats.counts(review)) }),
    ...totalRowChoice(fixes),
  };
  const reading = await readingOf(upload, connector, options);
  const { mapping, constants } = matching;
  return { mapping, constants, fixes: rememberedFixes(fixes, plan), reading, choices };
}

function fieldsByName(columns: readonly PlannedColumn[]): Mapping {
  const columnsOfFile = columns.filter(({ constant }) => constant === undefined);
  return Object.fromEntries(columnsOfFile.map(({ column, field, suffix }) => [column, columnName(field, suffix)]));
}

/** Sending all repeats counts as a choice only if the person saw that there are some, or a choice is already saved. */
function repeatChoice(
  repeats: RepeatChoice | undefined,
  {
    savedChoices,
    counts,
  }: { readonly savedChoices: SavedChoices | undefined; readonly counts: RepeatCounts | undefined },
): SavedChoices {
  const areRepeatsSeen = counts?.state === 'ready' && repeatsOf(counts) > 0;
  const isChosen =
    repeats !== undefined && (repeats !== 'keep' || areRepeatsSeen || savedChoices?.repeats !== undefined);
  return isChosen ? { repeats } : {};
}

function totalRowChoice(fixes: readonly Fix[]): SavedChoices {
  const active = areActive(fixes);
  const last = fixes.findLastIndex(isTotalRowFix);
  return last < 0 ? {} : { totalRow: active[last] ? 'leave_out' : 'send' };
}

/** The options with which a file was read, as far as they could not be detected in a later file of its kind. */
async function readingOf(upload: Upload, connector: Connector, options: RememberOptions): Promise<SavedReading> {
  const { encoding, format, headerRow, workbook } = upload;
  if (format === 'jsonl') return {};
  const numberedColumns = numberedNames(upload, await headerCells(upload, options));
  const needsEncoding = !workbook && encoding !== 'utf-8' && !(await options.files.hasByteOrderMark(upload.folder));
  return {
    ...(needsEncoding && { encoding }),
    ...(workbook && hasSeveralSheets(workbook) && { sheet: workbook.sheet }),
    ...(format === 'csv' && !(await detectsDelimiter(upload, connector, options)) && { delimiter: upload.delimiter }),
    ...(headerRow === NO_HEADER_ROW && { headerRow }),
    ...(numberedColumns.length > 0 && { numbersDuplicates: true as const }),
  };
}

/** Whether the delimiter of a CSV file is detected without an override. */
async function detectsDelimiter(upload: Upload, connector: Connector, options: RememberOptions): Promise<boolean> {
  const { delimiter, headerRow, format } = upload;
  const isKnown = isNameOfField(connector.fields);
  const overrides = { format, ...(headerRow === NO_HEADER_ROW && { headerRow }) };
  const proposals = { ...(await proposalsOf(connector, options)), readings: [] };
  const layout = await options.files
    .readLayout(upload.folder, { ...overrides, isKnown, proposals })
    .catch(() => undefined);
  return layout?.delimiter === delimiter;
}
