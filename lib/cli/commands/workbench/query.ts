import { type Command, InvalidArgumentError, Option } from 'commander';
import { listLog } from '../../../commands/rows/job-parts.ts';
import { checkQuery, runQuery } from '../../../commands/rows/queries.ts';
import { connectorOfResult } from '../../../connectors/registry.ts';
import {
  type JobQuery,
  NORMAL_PRIORITY_INDEX,
  PRIORITIES,
  type Priority,
  QUERY_ENGINES,
  type QueryEngine,
  refuseOtherTypes,
} from '../../../core/job/query.ts';
import type { JobObject } from '../../../core/view/job-object.ts';
import { commandIo } from '../../invocation.ts';
import { showProgress } from '../../job-output/progress.ts';
import { addResultOptions, type ResultOptions, reportResult } from '../../job-output/query-result.ts';
import { sayError, sayIfUnderWay, sayWhyQueued, setExitStatus } from '../../job-output/report-job.ts';
import { readSql } from '../../options/read-sql.ts';
import { parseResultOption } from '../../options/result-option.ts';
import { isResultName, readTarget, resolveTarget, type TargetOptions } from '../../options/target.ts';
import { deadlineOf, FAIL_ON_REJECT, waitOption } from '../../options/wait-option.ts';
import { EXIT, printJson, printLine, say } from '../../output/output.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';

interface Options extends ResultOptions, TargetOptions {
  readonly database: string;
  readonly wait?: number;
  readonly query?: string;
  readonly type: string;
  readonly engine: QueryEngine;
  readonly priority: Priority;
  readonly retry: number;
  readonly domainKey?: string;
  readonly poolName?: string;
  readonly engineVersion?: string;
  readonly check?: boolean;
  readonly json?: boolean;
  readonly failOnReject?: boolean;
  readonly tdExitCodes?: boolean;
}

export function addQuery(program: Command): void {
  const command = program
    .command('query')
    .argument('[sql]', 'the query; - to read it from standard input')
    .description('run a query on a database; with --result, send the records it returns')
    .requiredOption('-d, --database <name>', 'database to query')
    .addOption(waitOption())
    .option('-q, --query <file>', 'file with the query, instead of the argument')
    .option(
      '-r, --result <result>',
      'where to send the records: the export as JSON, @FILE with it, or the name of a saved one',
    )
    .option('--check', 'do not run it: print as JSON how its columns match the export')
    .option('--sandbox', 'send to the built-in sandbox; nothing is sent to the receiving service')
    .option('-T, --type <type>', 'presto or trino: the SQL dialect of the query, not the engine that runs it', 'presto')
    .addOption(engineOption().default('duckdb'))
    .option('-P, --priority <priority>', `-2 to 2, or ${PRIORITIES.join(', ')}`, parsePriority, 0)
    .option('-R, --retry <count>', 'how many times to retry if the engine fails', parseRetries, 0)
    .option('--domain-key <key>', 'unique key of the job: no second job is created with the same key')
    .option('--json', 'print the job object instead of the result')
    .option('--fail-on-reject', FAIL_ON_REJECT)
    .option('--td-exit-codes', 'exit with 0 however the job ended, like td')
    .addOption(
      new Option('-O, --pool-name <name>', 'accepted for compatibility and ignored: there are no resource pools'),
    )
    .addOption(
      new Option('--engine-version <version>', 'accepted for compatibility and ignored: there is only one version'),
    );
  addResultOptions(command).action((sql: string | undefined, options: Options) => query(sql, options));
}

export function engineOption(): Option {
  return new Option(
    '--engine <engine>',
    'the engine that runs it: duckdb for the local tables, or the configured trino',
  ).choices(QUERY_ENGINES);
}

export function parsePriority(word: string): Priority {
  const index = (PRIORITIES as readonly string[]).indexOf(word.toLowerCase());
  if (index !== -1) return (index - NORMAL_PRIORITY_INDEX) as Priority;
  if (/^-?[012]$/.test(word)) return Number(word) as Priority;
  throw new InvalidArgumentError(`It must be -2 to 2, or one of: ${PRIORITIES.join(', ')}.`);
}

export function parseRetries(word: string): number {
  if (!/^\d{1,3}$/.test(word)) throw new InvalidArgumentError('It must be a whole number from 0 to 999.');
  return Number(word);
}

async function query(argument: string | undefined, options: Options): Promise<void> {
  refuseOtherTypes(options.type);
  const sql = await readSql(argument, options.query);
  const { database, engine, domainKey: domain_key, retry: retry_limit, priority } = options;
  const interrupt = commandIo().interruptSignal();
  await withProduct(async (product) => {
    if (options.check) return check(product, { database, engine, sql }, options);
    const isSent = options.result !== undefined || options.sandbox;
    const target = isSent ? await resolveTarget(product, await readTarget(options)) : null;
    const input = { database, engine, sql, export: target, domain_key, retry_limit, priority };
    const job = await product.call(runQuery, input);
    const { wait } = options;
    await (wait === undefined
      ? reportQueued(product, job, options)
      : follow(product, job, { ...options, wait }, interrupt));
  });
}

/** Sets exit status 1 if a required column is missing. */
async function check(
  product: Product,
  query: Pick<JobQuery, 'database' | 'engine' | 'sql'>,
  { result = '{}' }: Options,
): Promise<void> {
  const { type } = isResultName(result) ? {} : await parseResultOption(result);
  const connector = connectorOfResult(type);
  const compatibility = await product.call(checkQuery, { ...query, type: connector.type });
  await printJson(compatibility);
  commandIo().exitCode = compatibility.missing.length === 0 ? EXIT.done : EXIT.refused;
}

async function reportQueued(product: Product, job: JobObject, { json }: Options): Promise<void> {
  const { job_id: id } = job;
  if (json) await printJson(job);
  else await printLine(`Job ${id} is queued.`);
  say(`Use 'pintd job:show ${id}' to show the status.`);
  await sayWhyQueued(product, id);
}

async function follow(
  product: Product,
  { job_id: id }: JobObject,
  { wait, ...options }: Options & { readonly wait: number },
  interrupt: AbortSignal,
): Promise<void> {
  say(`Job ${id} is queued.\nUse 'pintd job:show ${id}' to show the status.`);
  const stopProgress = showProgress(product, id);
  const job = await product.waitForJob(id, interrupt, deadlineOf(wait)).finally(stopProgress);
  for await (const { code, message } of itemsOf((page) => product.call(listLog, { job: id, ...page })))
    if (code !== 'batch_accepted') say(`  ${message}`);
  await report(product, job, options);
}

async function report(product: Product, job: JobObject, options: Options): Promise<void> {
  const { job_id: id, status } = job;
  if (options.tdExitCodes) commandIo().exitCode = EXIT.done;
  else setExitStatus(job, options);
  say(`Status      : ${status}`);
  sayError(job, { isPrinted: options.json ?? false });
  if (status === 'paused') say(`Resume with: pintd job:resume ${id}`);
  sayIfUnderWay(job);
  if (options.json) await printJson(job);
  else if (status === 'success' && !options.exclude) await reportResult(product, job, options);
}
