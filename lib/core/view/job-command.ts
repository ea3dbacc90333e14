import type { Job } from '../job/job.ts';
import { isNameOfField } from '../matching/suggest-mapping.ts';
import type { FieldSpec } from '../record/field.ts';
import { BY_NAME, compilePlan, type Matching } from '../record/plan.ts';
import { shellQuoted } from '../text/shell-word.ts';
import { DELIMITER_NAMES, DELIMITERS, FIRST_ROW, NO_HEADER_ROW } from '../upload/file-format.ts';
import type { Upload } from '../upload/upload.ts';
import type { ApiCall, JobView, RerunInstructions } from './job-view.ts';

/** The members of a job needed to create it again. */
type JobSpec = Pick<
  Job,
  | 'connector'
  | 'uploadId'
  | 'authenticationId'
  | 'parameters'
  | 'mapping'
  | 'constants'
  | 'alreadyAccepted'
  | 'delivery'
  | 'repeats'
>;

interface CommandContext {
  /** Fields of the connector. */
  readonly fields: readonly FieldSpec[];
  /** The minimal matching that has to be passed. */
  readonly matching: Matching;
}

/** A file and how it was read. */
type FileAsRead = Pick<Upload, 'name' | 'encoding' | 'format' | 'delimiter' | 'headerRow' | 'header' | 'workbook'>;

/**
 * Whether a job's command still works, although the product may have deleted the job's file: a query needs no file, and
 * the command for a whole file reads the file that was uploaded, not the product's copy.
 */
export function canRunCommand(
  { type, retention }: Pick<JobView, 'type' | 'retention'>,
  { isWholeFile }: Pick<RerunInstructions, 'isWholeFile'>,
): boolean {
  return isWholeFile || type !== 'export' || !retention.deleted;
}

/** The command that repeats the export of a job. It contains the ID of the authentication, never a token. */
export function pintdCommand(job: JobSpec, file: FileAsRead, { fields, matching }: CommandContext): string {
  const { mapping, constants } = matching;
  const result = { type: job.connector, td_authentication_id: job.authenticationId, ...(job.parameters as object) };
  const words = [`pintd export ${shellQuoted(pathOf(file.name))}`, ...formatFlags(file, fields)];
  words.push(`--result ${shellQuoted(JSON.stringify(result))}`);
  if (!isEmpty(mapping)) words.push(`--mapping ${shellQuoted(JSON.stringify(mapping))}`);
  if (!isEmpty(constants)) words.push(`--constants ${shellQuoted(JSON.stringify(constants))}`);
  if (job.alreadyAccepted === 'send') words.push('--already-accepted send');
  if (job.delivery === 'at_most_once') words.push('--delivery at_most_once');
  if (job.repeats !== 'keep') words.push(`--repeats ${job.repeats}`);
  return words.join(' ');
}

/**
 * The flags for what might not be detected again: the encoding, because UTF-8 bytes may look like another one; and
 * format, delimiter and header row, unless the first row has known column names, separated by commas.
 */
function formatFlags(
  { encoding, format, delimiter, headerRow, header, workbook }: FileAsRead,
  fields: readonly FieldSpec[],
): readonly string[] {
  if (workbook) return [`--sheet ${shellQuoted(workbook.sheet)}`, headerRowFlag(headerRow)];
  const isHeaderFirst = headerRow === FIRST_ROW && header.some(isNameOfField(fields));
  const isDetectable = format === 'csv' && delimiter === ',' && isHeaderFirst && !header.some(isAmbiguous);
  const flags = [`--encoding ${encoding}`];
  if (isDetectable) return flags;
  flags.push(`--format ${format}`);
  if (format !== 'csv') return flags;
  flags.push(`--delimiter ${DELIMITER_NAMES[delimiter]}`, headerRowFlag(headerRow));
  return flags;
}

function headerRowFlag(headerRow: number): string {
  return `--header-row ${headerRow === NO_HEADER_ROW ? 'none' : headerRow}`;
}

/**
 * Whether a column name makes detection uncertain: it contains a delimiter other than the comma, or looks like JSON.
 */
function isAmbiguous(column: string): boolean {
  return /^[{[]/.test(column) || DELIMITERS.some((delimiter) => delimiter !== ',' && column.includes(delimiter));
}

/** The API call that creates the job again from the same upload. */
export function exportCall(job: JobSpec, { mapping, constants }: Matching): ApiCall {
  const body = {
    upload: job.uploadId,
    authentication: job.authenticationId,
    parameters: job.parameters,
    ...(!isEmpty(mapping) && { mapping }),
    ...(!isEmpty(constants) && { constants }),
    already_accepted: job.alreadyAccepted,
    delivery: job.delivery,
    repeats: job.repeats,
  };
  return { path: '/exports', body: JSON.stringify(body) };
}

/** A call as a curl command; the key comes from the environment. */
export function curlCommand(origin: string, { path, body }: ApiCall): string {
  const lines = [`curl -X POST ${shellQuoted(`${origin}/api/v1${path}`)}`];
  lines.push(`-H "Authorization: Bearer $PINTD_API_KEY"`);
  if (body !== null) lines.push(`-H 'Content-Type: application/json'`, `-d ${shellQuoted(body)}`);
  return lines.join(' \\\n  ');
}

/** A matching without its mapping if matching by name has the same result. */
export function minimalMatching(
  fields: readonly FieldSpec[],
  header: readonly string[],
  { mapping, constants }: Matching,
): Matching {
  const plannedColumns = (matching: Matching) => {
    const { columns } = compilePlan(fields, header, matching);
    const columnFacts = columns.map(({ index, field, suffix, derived }) => [
      index,
      field.name,
      suffix,
      derived !== undefined,
    ]);
    return JSON.stringify(columnFacts);
  };
  const isByName = plannedColumns({ mapping, constants: {} }) === plannedColumns(BY_NAME);
  return { mapping: isByName ? {} : mapping, constants };
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}

/** A file's name as a path that does not look like a flag. */
function pathOf(name: string): string {
  return name.startsWith('-') ? `./${name}` : name;
}
