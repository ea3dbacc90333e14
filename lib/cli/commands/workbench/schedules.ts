import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AnswerOf } from '../../../commands/command.ts';
import { shellErrorText } from '../../../commands/error-text.ts';
import { getAuthentication } from '../../../commands/rows/authentications/authentications.ts';
import { checkQuery, deleteQuery, type getQuery, listQueries } from '../../../commands/rows/queries.ts';
import { pauseSchedule, resumeSchedule } from '../../../commands/rows/schedules.ts';
import { UserError } from '../../../core/errors.ts';
import { PRIORITIES } from '../../../core/job/query.ts';
import { MISSED_POLICIES, OVERLAP_POLICIES } from '../../../core/schedule/schedule.ts';
import { beginningOf } from '../../../core/text/beginning-of.ts';
import { BASE_URL_SETTINGS } from '../../../env.ts';
import { translate } from '../../../messages/translate.ts';
import {
  changeScheduledQuery,
  createScheduledQuery,
  findQuery,
  type ScheduleOptions,
} from '../../options/saved-schedule.ts';
import { nextTimeText, timesText } from '../../options/schedule-times.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import { scheduleObject } from '../../output/schedule-object.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { isSetHere, withProduct } from '../../product/with-product.ts';
import { engineOption, parsePriority, parseRetries } from './query.ts';

type Query = AnswerOf<typeof getQuery>;
type NewSchedule = ScheduleOptions & { readonly database: string };

interface Json {
  readonly json?: boolean;
}

export function addSchedules(program: Command): void {
  program
    .command('sched:list')
    .description('list the saved queries and when they run')
    .option('--json', 'print an array')
    .action(({ json }: Json) => withProduct((product) => list(product, json)));
  addScheduleOptions(
    program
      .command('sched:create')
      .description('save a query, and run it on a schedule')
      .argument('<name>', 'name of the query')
      .argument(
        '<cron>',
        'five fields, or @hourly, @daily …; or "every 2 weeks on mon,thu", or once, with --start; none: manually only',
      )
      .argument('[sql]', 'the query; - for standard input')
      .requiredOption('-d, --database <name>', 'database to query')
      .option('-q, --query <file>', 'a file with the query'),
  ).action((name: string, cron: string, sql: string | undefined, { query: file, database, ...options }: NewSchedule) =>
    withProduct(async (product) => {
      const saved = await createScheduledQuery(product, { name, database }, { ...options, schedule: cron, sql, file });
      await report('schedule_created', saved);
      await sayMissingTable(product, saved);
      await sayUnusedAddresses(product, saved);
    }),
  );
  addScheduleOptions(
    program
      .command('sched:update')
      .description('change a saved query or when it runs')
      .argument('<name>', 'name of the query')
      .option('-n, --newname <name>', 'its new name')
      .option('-s, --schedule <cron>', 'when it runs: a cron, "every 2 weeks on mon,thu", or once; none: manually only')
      .option('-q, --query <sql>', 'the query; - for standard input')
      .option('-d, --database <name>', 'database to query'),
  ).action((name: string, { query: sql, ...options }: ScheduleOptions, command: Command) => {
    const isChange = [sql, ...Object.values(options)].some((value) => value !== undefined);
    if (!isChange) command.error('error: there is nothing to change. Give at least one option.');
    return withProduct(async (product) => {
      const saved = await changeScheduledQuery(product, name, { ...options, sql });
      await report('schedule_updated', saved);
      if (sql !== undefined || options.database !== undefined || options.engine !== undefined)
        await sayMissingTable(product, saved);
      await sayUnusedAddresses(product, saved);
    });
  });
  for (const [verb, change, description] of PAUSE_COMMANDS) {
    program
      .command(`sched:${verb}`)
      .description(description)
      .argument('<name>', 'name of the query')
      .action((name: string) =>
        withProduct(async (product) => {
          const { id: query } = await findQuery(product, name);
          await report('schedule_updated', await product.call(change, { query }));
        }),
      );
  }
  program
    .command('sched:delete')
    .description('delete a saved query; its jobs are kept')
    .argument('<name>', 'name of the query')
    .action((name: string) => withProduct((product) => deleteSchedule(product, name)));
}

const PAUSE_COMMANDS = [
  ['pause', pauseSchedule, 'pause the schedule of a query'],
  ['resume', resumeSchedule, 'resume the schedule of a query, from its next planned time on'],
] as const;

const MAIL_EVENTS = ['success', 'failure'] as const;

function addScheduleOptions(command: Command): Command {
  return command
    .option(
      '-t, --timezone <zone>',
      'time zone of the schedule, such as Asia/Tokyo; UTC for a new schedule without one',
    )
    .option(
      '--start <time>',
      'first time, such as 2026-12-01T05:00; repeats are counted from this time; none: no start time',
    )
    .option('--end <date>', 'last day, such as 2026-12-31; none: no end')
    .option('-D, --delay <seconds>', 'start this many seconds after the planned time')
    .option(
      '-r, --result <result>',
      'where to send the result: the export as JSON, @FILE with it, or the name of a saved one; empty: nowhere',
    )
    .option('--sandbox', 'send the result to the built-in sandbox; nothing is sent to the receiving service')
    .option('-P, --priority <priority>', `-2 to 2, or ${PRIORITIES.join(', ')}`, parsePriority)
    .option('-R, --retry <count>', 'how many times to retry if the engine fails', parseRetries)
    .option('-T, --type <type>', 'presto or trino: the SQL dialect of the query, not the engine that runs it')
    .addOption(engineOption())
    .addOption(
      new Option('--missed <what>', 'what to do with planned times at which no worker was running').choices(
        MISSED_POLICIES,
      ),
    )
    .addOption(
      new Option('--overlap <what>', 'what to do with planned times while an earlier run has not ended').choices(
        OVERLAP_POLICIES,
      ),
    )
    .option('--mail-to <addresses>', 'who is notified: at most 20 addresses, separated by commas')
    .option('--mail-on <events>', 'success, failure, or both separated by a comma', parseMailEvents);
}

function parseMailEvents(text: string): ScheduleOptions['mailOn'] {
  return text.split(',').map((event) => {
    const mailEvent = MAIL_EVENTS.find((known) => known === event.trim());
    if (!mailEvent) throw new InvalidArgumentError('It must be success, failure, or both separated by a comma.');
    return mailEvent;
  });
}

async function report(code: string, query: Query): Promise<void> {
  await printJson(scheduleObject(query));
  say(translate('cli', code, { name: query.name, next: query.schedule?.next_time ?? 'none' }));
}

/** Only reports a missing table, because it may be created before the query runs. Trino is not checked. */
async function sayMissingTable(product: Product, { database, sql, engine }: Query): Promise<void> {
  if (engine === 'trino') return;
  try {
    await product.call(checkQuery, { database, sql });
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'query_table_unknown') return;
    say(translate('cli', 'schedule_without_table', { problem: shellErrorText(error.code, error.params) }));
  }
}

/**
 * Reports addresses of this shell that have no effect: the worker creates the jobs of a schedule with its own
 * addresses.
 */
async function sayUnusedAddresses(product: Product, query: Query): Promise<void> {
  const { schedule, engine, export: savedExport } = query;
  if (!schedule) return;
  const authentication =
    savedExport && (await product.call(getAuthentication, { authentication: savedExport.authentication }));
  const settings = [
    authentication?.target === 'live' ? BASE_URL_SETTINGS[authentication.type] : undefined,
    engine === 'trino' ? 'PINTD_TRINO_URL' : undefined,
  ];
  const unused = settings.filter((setting) => setting !== undefined && isSetHere(setting));
  if (unused.length > 0) say(translate('cli', 'schedule_addresses', { variables: unused.join(', ') }));
}

async function list(product: Product, json = false): Promise<void> {
  const queries = await Array.fromAsync(itemsOf((page) => product.call(listQueries, page)));
  const sorted = queries.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.id - b.id);
  if (json) return printJson(sorted.map(scheduleObject));
  const head = ['Name', 'Cron', 'Timezone', 'Next schedule', 'Delay', 'Priority', 'Result', 'Database', 'Query'];
  const table = newTable({ head });
  for (const { name, schedule, priority, export: savedExport, database, sql } of sorted)
    table.push([
      name,
      timesText(schedule),
      schedule?.timezone ?? '',
      nextTimeText(schedule),
      schedule?.delay ?? '',
      priority,
      savedExport ? `authentication ${savedExport.authentication}` : '',
      database,
      shortened(sql),
    ]);
  await printLine(sorted.length === 0 ? translate('cli', 'schedules_none') : table);
}

const MAX_SQL_LENGTH = 50;

function shortened(sql: string): string {
  const line = sql.replaceAll(/\s+/g, ' ').trim();
  return line.length > MAX_SQL_LENGTH ? `${beginningOf(line, MAX_SQL_LENGTH)}…` : line;
}

async function deleteSchedule(product: Product, name: string): Promise<void> {
  const { id: query } = await findQuery(product, name);
  await product.call(deleteQuery, { query });
  say(translate('cli', 'schedule_deleted', { name }));
}
