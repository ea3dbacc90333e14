import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { describeJob } from '../../api/shapes/job.ts';
import { connectorOf, connectors } from '../../connectors/registry.ts';
import { UserError } from '../../core/errors.ts';
import { isFinal, type Job } from '../../core/job.ts';
import type { JobObject } from '../../core/job-object.ts';
import { type JobQuery, PRIORITIES, type Priority, QUERY_ENGINES, type QueryEngine } from '../../core/query.ts';
import { translate } from '../../messages/translate.ts';
import { chooseAuthentication } from '../../operations/choose-authentication.ts';
import { createQueryJob, type QueryExport } from '../../operations/create-query-job.ts';
import { checkQuery } from '../../operations/workbench/check-query.ts';
import { createQueryJobOptions } from '../../runtime/workbench.ts';
import type { Runtime } from '../../runtime.ts';
import { LocalProduct } from '../local-product.ts';
import { EXIT, exitStatusOf, printJson, printLine, say } from '../output.ts';
import { showProgress } from '../progress.ts';
import { addResultOptions, type ResultOptions, tellResult } from '../query-result.ts';
import { fileMissing, parseResultOption } from '../result-option.ts';
import { withDataFolder } from '../with-product.ts';
import { interruptSignal } from '../with-runtime.ts';

const LOG_LINES = 100;

interface Options extends ResultOptions {
  readonly database: string;
  readonly wait?: string;
  readonly query?: string;
  readonly result?: string;
  readonly type: string;
  readonly engine: QueryEngine;
  readonly priority: Priority;
  readonly retry: number;
  readonly domainKey?: string;
  readonly poolName?: string;
  readonly engineVersion?: string;
  readonly check?: boolean;
  readonly sandbox?: boolean;
  readonly json?: boolean;
  readonly failOnReject?: boolean;
  readonly tdExitCodes?: boolean;
}

export function addQuery(program: Command): void {
  const command = program
    .command('query')
    .argument('[sql]', 'the query; - reads it from standard input')
    .description('run a query on a database; with --result, send its records')
    .requiredOption('-d, --database <name>', 'database to query')
    .option('-w, --wait [seconds]', 'wait until the job has ended, or for so many seconds')
    .option('-q, --query <file>', 'file with the query, instead of the argument')
    .option('-r, --result <json>', 'where the records go: the export as JSON, or @FILE with it')
    .option('--check', 'do not run it: print how its columns fit the export, as JSON')
    .option('--sandbox', 'send to the built-in stand-in; nothing leaves this machine')
    .option('-T, --type <type>', 'presto or trino: how the query is written, not what runs it', 'presto')
    .addOption(engineOption().default('duckdb'))
    .option('-P, --priority <priority>', `-2 to 2, or ${PRIORITIES.join(', ')}`, priority, 0)
    .option('-R, --retry <count>', 'how often to run it again where the engine fails', count, 0)
    .option('--domain-key <key>', 'a name for the job: a second one with it is not made')
    .option('--json', 'print the job object instead of the result')
    .option('--fail-on-reject', 'exit with 4 where a record was rejected or invalid')
    .option('--td-exit-codes', 'exit with 0 however a job ended, as td does')
    .addOption(new Option('-O, --pool-name <name>', 'taken for the sake of scripts; there are no pools here'))
    .addOption(new Option('--engine-version <version>', 'taken for the sake of scripts; there is one version here'));
  addResultOptions(command).action((sql: string | undefined, options: Options) => query(sql, options));
}

export function engineOption(): Option {
  return new Option('--engine <engine>', 'what runs it: the tables here, or the Trino that is set up').choices(
    QUERY_ENGINES,
  );
}

export function priority(word: string): Priority {
  const named = (PRIORITIES as readonly string[]).indexOf(word.toLowerCase());
  const number = named === -1 ? (/^-?[012]$/.test(word) ? Number(word) : undefined) : named - 2;
  if (number === undefined) throw new InvalidArgumentError(`It must be -2 to 2, or one of: ${PRIORITIES.join(', ')}.`);
  return number as Priority;
}

export function count(word: string): number {
  if (!/^\d{1,3}$/.test(word)) throw new InvalidArgumentError('It must be a whole number from 0 to 999.');
  return Number(word);
}

async function query(argument: string | undefined, options: Options): Promise<void> {
  if (!['presto', 'trino'].includes(options.type)) throw new UserError('query_engine_unknown', { type: options.type });
  const sql = await sqlOf(argument, options.query);
  const { database, engine, domainKey, retry: retryLimit, priority } = options;
  const interrupt = interruptSignal();
  await withDataFolder(async (runtime) => {
    if (options.check) return check(runtime, { database, engine, sql }, options);
    const to = options.result || options.sandbox ? await exportOf(runtime, options) : undefined;
    const asked = { database, engine, sql, export: to, domainKey, retryLimit, priority };
    const job = createQueryJob(asked, createQueryJobOptions(runtime));
    await (options.wait === undefined ? tellQueued(runtime, job, options) : follow(runtime, job, options, interrupt));
  });
}

/** Exit status 1 where the job would not begin. */
async function check(
  runtime: Runtime,
  query: Pick<JobQuery, 'database' | 'engine' | 'sql'>,
  { result = '{}' }: Options,
): Promise<void> {
  const { type } = await parseResultOption(result);
  const connector = connectorOf(type ?? connectors[0]?.type ?? '');
  const { columns, missing, identifiers } = await checkQuery(query, { connector }, runtime);
  await printJson({ columns, missing, identifiers });
  process.exitCode = missing.length === 0 ? EXIT.done : EXIT.refused;
}

/** Throws UserError `query_given_twice`, `query_not_given` or `file_missing`. */
export async function sqlOf(argument: string | undefined, file: string | undefined): Promise<string> {
  if (argument !== undefined && file !== undefined) throw new UserError('query_given_twice');
  if (argument === '-' || file === '-') return text(process.stdin);
  if (argument !== undefined) return argument;
  if (file === undefined) throw new UserError('query_not_given');
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw fileMissing(file, cause);
  });
}

/** Throws UserError where the JSON names no authentication or parameters that cannot be meant. */
export async function exportOf(
  runtime: Runtime,
  { result = '{}', sandbox }: Pick<Options, 'result' | 'sandbox'>,
): Promise<QueryExport> {
  const parsed = await parseResultOption(result);
  const { type, access_token: token, td_authentication_id: id, authentication: name, ...parameters } = parsed;
  const connector = connectorOf(type ?? (sandbox ? connectors[0]?.type : undefined) ?? '');
  if (token !== undefined && !result.startsWith('@')) say(translate('cli', 'token_is_visible'));
  const choice = { id, name, token, sandbox };
  const authentication = chooseAuthentication(runtime.authentications, connector.type, choice);
  return { connector, authentication, parameters };
}

async function tellQueued(runtime: Runtime, job: Job, { json }: Options): Promise<void> {
  if (json) await printJson(describeJob(job, runtime));
  else await printLine(`Job ${job.id} is queued.`);
  say(`Use 'pintd job:show ${job.id}' to show the status.`);
  if (!runtime.workers.isAnyAlive()) say(translate('cli', 'no_worker', { id: job.id }));
}

async function follow(runtime: Runtime, { id }: Job, options: Options, interrupt: AbortSignal): Promise<void> {
  say(`Job ${id} is queued.\nUse 'pintd job:show ${id}' to show the status.`);
  const product = new LocalProduct(runtime);
  const stopProgress = showProgress(product, id);
  const deadline = options.wait ? AbortSignal.timeout(Number(options.wait) * 1000) : undefined;
  const job = await product.seeThrough(id, interrupt, deadline).finally(stopProgress);
  const told = runtime.log.page(id, { after: 0, limit: LOG_LINES }).filter(({ code }) => code !== 'batch_accepted');
  for (const { code, params } of told) say(`  ${translate('log', code, params)}`);
  await report(product, job, options);
}

async function report(product: LocalProduct, job: JobObject, options: Options): Promise<void> {
  const { job_id: id, status, error } = job;
  say(`Status      : ${status}`);
  if (error) say(error.message);
  if (status === 'paused') say(`Resume with: pintd job:resume ${id}`);
  const isOpen = !isFinal(status) && status !== 'paused';
  if (isOpen) say(translate('cli', 'still_under_way', { id, state: status }));
  if (options.json) await printJson(job);
  else if (status === 'success' && !options.exclude) await tellResult(product, job, options);
  process.exitCode = options.tdExitCodes
    ? EXIT.done
    : isOpen
      ? EXIT.refused
      : exitStatusOf(job, options.failOnReject ?? false);
}
