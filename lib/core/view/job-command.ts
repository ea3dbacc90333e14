import type { Job } from '../job/job.ts';
import { isNameOfField } from '../matching/suggest-mapping.ts';
import type { FieldSpec } from '../record/field.ts';
import { BY_NAME, compilePlan, type Matching } from '../record/plan.ts';
import { DELIMITER_NAMES, DELIMITERS, FIRST_ROW, NO_HEADER_ROW } from '../upload/file-format.ts';
import type { Upload } from '../upload/upload.ts';
import type { ApiCall } from './job-view.ts';

/** What says how a job was made, so that a shell can make it once more. */
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
>;

interface CommandContext {
  /** The connector's. */
  readonly fields: readonly FieldSpec[];
  /** What has to be said of it. */
  readonly matching: Matching;
}

/** A file, and how it was read. */
type ReadFile = Pick<Upload, 'name' | 'encoding' | 'format' | 'delimiter' | 'headerRow' | 'header'>;

/** The command that exports a file as the job did. It names the authentication; a token never stands there. */
export function pintdCommand(job: JobSpec, file: ReadFile, { fields, matching }: CommandContext): string {
  const { mapping, constants } = matching;
  const result = { type: job.connector, td_authentication_id: job.authenticationId, ...(job.parameters as object) };
  return [
    `pintd export ${quoted(pathOf(file.name))}`,
    ...formatFlags(file, fields),
    `--result ${quoted(JSON.stringify(result))}`,
    ...(isEmpty(mapping) ? [] : [`--mapping ${quoted(JSON.stringify(mapping))}`]),
    ...(isEmpty(constants) ? [] : [`--constants ${quoted(JSON.stringify(constants))}`]),
    ...(job.alreadyAccepted === 'send' ? ['--already-accepted send'] : []),
    ...(job.delivery === 'at_most_once' ? ['--delivery at_most_once'] : []),
  ].join(' ');
}

/**
 * What whoever reads the file anew may not find by looking: bytes that were read as UTF-8 may look like another encoding,
 * and all else is evident of known names alone, with commas between them, in the first row.
 */
function formatFlags(
  { encoding, format, delimiter, headerRow, header }: ReadFile,
  fields: readonly FieldSpec[],
): readonly string[] {
  const isFirst = headerRow === FIRST_ROW && header.some(isNameOfField(fields));
  const isEvident = format === 'csv' && delimiter === ',' && isFirst && !header.some(mayBeTakenOtherwise);
  return [
    `--encoding ${encoding}`,
    ...(isEvident ? [] : [`--format ${format}`]),
    ...(isEvident || format !== 'csv' ? [] : cellFlags(delimiter, headerRow)),
  ];
}

function cellFlags(delimiter: ReadFile['delimiter'], headerRow: number): readonly string[] {
  const row = headerRow === NO_HEADER_ROW ? 'none' : headerRow;
  return [`--delimiter ${DELIMITER_NAMES[delimiter]}`, `--header-row ${row}`];
}

/** Other delimiters stand in the columns' names, or what JSON begins with. */
function mayBeTakenOtherwise(column: string): boolean {
  return /^[{[]/.test(column) || DELIMITERS.some((delimiter) => delimiter !== ',' && column.includes(delimiter));
}

/** The call by which the API makes the job once more, of the file that it was made of. */
export function exportCall(job: JobSpec, { mapping, constants }: Matching): ApiCall {
  const { uploadId: upload, authenticationId: authentication, parameters, alreadyAccepted, delivery } = job;
  const body = {
    ...{ upload, authentication, parameters },
    ...(!isEmpty(mapping) && { mapping }),
    ...(!isEmpty(constants) && { constants }),
    ...{ already_accepted: alreadyAccepted, delivery },
  };
  return { path: '/exports', body: JSON.stringify(body) };
}

/** A call as a shell makes it; the key comes from its environment. */
export function curlCommand(origin: string, { path, body }: ApiCall): string {
  return [
    `curl -X POST ${quoted(`${origin}/api/v1${path}`)}`,
    `-H "Authorization: Bearer $PINTD_API_KEY"`,
    ...(body === null ? [] : [`-H 'Content-Type: application/json'`, `-d ${quoted(body)}`]),
  ].join(' \\\n  ');
}

/** What has to be said of a matching: nothing of a mapping that columns' own names come to as well. */
export function minimalMatching(
  fields: readonly FieldSpec[],
  header: readonly string[],
  { mapping, constants }: Matching,
): Matching {
  const fed = (matching: Matching) =>
    JSON.stringify(
      compilePlan(fields, header, matching).columns.map(({ index, field, suffix }) => [index, field.name, suffix]),
    );
  const isByName = fed({ mapping, constants: {} }) === fed(BY_NAME);
  return { mapping: isByName ? {} : mapping, constants };
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}

/** A name that begins like a flag is one only behind its folder. */
function pathOf(name: string): string {
  return name.startsWith('-') ? `./${name}` : name;
}

/** For any shell of POSIX. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
