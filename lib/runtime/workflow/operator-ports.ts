import { randomUUID } from 'node:crypto';
import { UserError } from '../../core/errors.ts';
import { uploadOf } from '../../core/job/job.ts';
import { parsedValue, type ResultValue } from '../../core/query/result-value.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import type { ConfigValue } from '../../core/workflow/config/config-node.ts';
import { TaskError } from '../../core/workflow/operators/task-run.ts';
import { translate } from '../../messages/translate.ts';
import { jobOf, stopJob } from '../../operations/jobs/control-job.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { describeTable } from '../../operations/workbench/list-tables.ts';
import { resultTotal } from '../../operations/workbench/preview-result.ts';
import {
  columnsOfResult,
  createEmptyTable,
  type TableToWrite,
  type WriteResultOptions,
  writeResult,
} from '../../operations/workbench/write-result.ts';
import type { WorkflowMail } from '../../operations/workflow/operators/mail.ts';
import type { ResultRecords } from '../../operations/workflow/operators/result-records.ts';
import type { OperatorPorts } from '../../operations/workflow/operators.ts';
import { controlOf } from '../execute.ts';
import { mail } from '../notifications.ts';
import { jsonBlocks, openResult } from '../queries/results.ts';
import type { Runtime } from '../runtime.ts';

/** Maximum characters of the records that later tasks see; each task is stored with its own copy. */
const MAX_RESULT_LENGTH = 10_000_000;
const RESULT_TOO_LARGE = `the records have more than ${MAX_RESULT_LENGTH} characters, the most that later tasks can see`;
const RECORD_TOO_LARGE = `a record of the result has more than ${MAX_RECORD_BYTES} bytes`;

/** The ports of workflow operators. */
export function operatorPorts(runtime: Runtime, executeAttempt: OperatorPorts['executeAttempt']): OperatorPorts {
  const { workbench, log } = runtime;
  const tables = tableOptions(runtime);
  return {
    ...runtime,
    executeAttempt,
    killJob: (id) => stopJob(controlOf(runtime), id, 'kill'),
    errorText: (code, params) => translate('errors', code, params),
    problemText: (code, params) => translate('send-problems', code, params),
    readResult: (job, limit) => readResult(runtime, job, limit),
    countResult: (job) => resultTotal(job, log),
    refuseUnwritableTable: ({ database, table }) => void workbench.current(database, table),
    writeTable: (job, table, signal) => writeTable(runtime, job, table, signal),
    createEmptyTable: (database, table, signal) => createEmptyTable(tables, { database, table }, signal),
    countTable: (database, table) => countTable(runtime, database, table),
    sendMail: (message, signal) => sendMail(runtime, message, signal),
  };
}

function tableOptions({ workbench, engine, inOneTransaction }: Runtime): WriteResultOptions {
  return { workbench, engine, inOneTransaction, newId: randomUUID };
}

async function writeTable(runtime: Runtime, id: number, table: TableToWrite, signal: AbortSignal): Promise<boolean> {
  const job = await jobOf(runtime, id);
  const { folder, header } = await readableUpload(runtime, uploadOf(job));
  const name = `${table.database}.${table.table}`;
  const result = {
    source: runtime.files.pathsOf(folder).spool,
    columns: columnsOfResult(header, await runtime.jobs.resultTypes(id), name),
    key: `job ${id}`,
    time: Math.floor(job.createdAt / 1000),
  };
  return succeeds(writeResult(tableOptions(runtime), result, table, signal), ['query_engine_busy']);
}

async function readResult(runtime: Runtime, job: number, limit: number): Promise<ResultRecords> {
  const result = await openResult(runtime, job, limit, () => {
    // Otherwise, later tasks would see empty values.
    throw new TaskError(RECORD_TOO_LARGE);
  });
  const records: ConfigValue[][] = [];
  let length = 0;
  for await (const block of jsonBlocks(result)) {
    length += block.flat().reduce((sum, value) => sum + value.length, 0);
    if (length > MAX_RESULT_LENGTH) throw new TaskError(RESULT_TOO_LARGE);
    records.push(...block.map((values) => values.map((value) => configValue(parsedValue(value)))));
  }
  return { columns: result.header, records };
}

/** Integers that are too large for a script become text, so that they keep all digits. */
function configValue(value: ResultValue): ConfigValue {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(configValue);
  if (typeof value !== 'object' || value === null) return value as ConfigValue;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, configValue(part)]));
}

/** Whether `work` succeeds; false for an error with one of these codes. */
async function succeeds(work: Promise<unknown>, codes: readonly string[]): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof UserError && codes.includes(error.code)) return false;
    throw error;
  }
}

/** The number of records; undefined for an unknown table, and while the query engine is busy. */
async function countTable(runtime: Runtime, database: string, table: string): Promise<number | undefined> {
  const shown = describeTable(database, table, runtime);
  return (await succeeds(shown, UNCOUNTED)) ? (await shown).records : undefined;
}

const UNCOUNTED = ['table_unknown', 'database_unknown', 'query_engine_busy'];

function sendMail(runtime: Runtime, { body, isHtml, ...message }: WorkflowMail, signal: AbortSignal) {
  return mail(runtime, { ...message, ...(isHtml ? { html: body } : { text: body }) }, signal);
}
