import type { AnswerOf, InputOf } from '../../commands/command.ts';
import { omitUndefined } from '../../commands/omit-undefined.ts';
import { changeQuery, createQuery, type getQuery, listQueries } from '../../commands/rows/queries.ts';
import { UserError } from '../../core/errors.ts';
import { type Priority, type QueryEngine, refuseOtherTypes } from '../../core/job/query.ts';
import type { Product } from '../product/product.ts';
import { readSql } from './read-sql.ts';
import { readTimes } from './schedule-times.ts';
import { readTarget, resolveTarget, type TargetOptions } from './target.ts';

type Query = AnswerOf<typeof getQuery>;
type Changes = InputOf<typeof changeQuery>;
type Schedule = NonNullable<Changes['schedule']>;

/** The options of sched:create and sched:update. Options that are not given change nothing. */
export interface ScheduleOptions extends TargetOptions {
  readonly newname?: string;
  readonly schedule?: string;
  readonly sql?: string | undefined;
  /** A file with the SQL. */
  readonly file?: string | undefined;
  /** The value of --query: a file in sched:create, SQL in sched:update. */
  readonly query?: string;
  readonly database?: string;
  readonly start?: string;
  readonly end?: string;
  readonly timezone?: string;
  readonly delay?: string;
  readonly priority?: Priority;
  readonly retry?: number;
  readonly type?: string;
  readonly engine?: QueryEngine;
  readonly missed?: Schedule['missed'];
  readonly overlap?: Schedule['overlap'];
  readonly mailTo?: string;
  readonly mailOn?: Schedule['mail_on'];
}

/** Throws UserError `query_name_unknown`. */
export async function findQuery(product: Product, name: string): Promise<Query> {
  const [query] = (await product.call(listQueries, { name, limit: 1 })).data;
  if (!query) throw new UserError('query_name_unknown', { name });
  return query;
}

/** Saves a new query with its schedule, or nothing if a part is refused. */
export async function createScheduledQuery(
  product: Product,
  { name, database }: { readonly name: string; readonly database: string },
  options: ScheduleOptions,
): Promise<Query> {
  const sql = await readSql(options.sql, options.file);
  return product.call(createQuery, { ...(await changesOf(product, options)), name, database, sql });
}

/** Applies the options to a query and its schedule, or changes nothing if a part is refused. */
export async function changeScheduledQuery(
  product: Product,
  queryName: string,
  options: ScheduleOptions,
): Promise<Query> {
  const { id: query } = await findQuery(product, queryName);
  const { newname: name, database } = options;
  const sql = options.sql === undefined ? undefined : await readSql(options.sql, undefined);
  return product.call(changeQuery, {
    query,
    ...(await changesOf(product, options)),
    ...omitUndefined({ name, database, sql }),
  });
}

async function changesOf(product: Product, options: ScheduleOptions) {
  const { type, engine, priority, retry: retry_limit } = options;
  if (type !== undefined) refuseOtherTypes(type);
  return omitUndefined({
    engine,
    priority,
    retry_limit,
    schedule: scheduleOf(options),
    export: await exportOf(product, options),
  });
}

/** The export of the options; null to no longer send the result. */
async function exportOf(product: Product, { result, sandbox }: ScheduleOptions) {
  if (result === '') return null;
  if (result === undefined && !sandbox) return undefined;
  return resolveTarget(product, await readTarget({ result, sandbox }));
}

/** The start or end of a schedule; `none` removes it. */
function boundOf(text: string | undefined): string | null | undefined {
  return text?.trim().toLowerCase() === 'none' ? null : text;
}

/**
 * The schedule of the options; null for no schedule. For td, a query that runs only manually has a schedule with an
 * empty cron.
 */
function scheduleOf(options: ScheduleOptions): Schedule | null | undefined {
  const { schedule: text, start, end, timezone, delay, missed, overlap, mailTo: mail_to, mailOn: mail_on } = options;
  if (text !== undefined && ['', 'none'].includes(text.trim().toLowerCase())) return null;
  const times = text === undefined ? {} : readTimes(text);
  const bounds = { start_at: boundOf(start), end_on: boundOf(end) };
  const changes = omitUndefined({ ...times, ...bounds, timezone, delay, missed, overlap, mail_to, mail_on });
  return Object.keys(changes).length === 0 ? undefined : changes;
}
