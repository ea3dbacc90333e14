import type { AnswerOf, InputOf } from '../api/route.ts';
import { changeQuery, createQuery, type getQuery, listQueries } from '../api/routes/queries.ts';
import { said } from '../api/said.ts';
import { UserError } from '../core/errors.ts';
import { type Priority, type QueryEngine, refuseOtherTypes } from '../core/job/query.ts';
import { sqlOf } from './commands/query.ts';
import type { Product } from './product.ts';
import { chooseTarget, readTargetAloud, type TargetOptions } from './target.ts';

type Query = AnswerOf<typeof getQuery>;
type Changes = InputOf<typeof changeQuery>;
type Schedule = NonNullable<Changes['schedule']>;

/** The options of sched:create and sched:update: what is not given stays as it is. */
export interface ScheduleOptions extends TargetOptions {
  readonly newname?: string;
  readonly schedule?: string;
  readonly sql?: string | undefined;
  /** A file with the SQL. */
  readonly file?: string | undefined;
  readonly query?: string;
  readonly database?: string;
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
export async function queryNamed(product: Product, name: string): Promise<Query> {
  const [query] = (await product.call(listQueries, { name, limit: 1 })).data;
  if (!query) throw new UserError('query_name_unknown', { name });
  return query;
}

/** Saves a new query with its schedule. All of it or nothing. */
export async function createScheduled(
  product: Product,
  { name, database }: { readonly name: string; readonly database: string },
  options: ScheduleOptions,
): Promise<Query> {
  const sql = await sqlOf(options.sql, options.file);
  return product.call(createQuery, { ...(await changesOf(product, options)), name, database, sql });
}

/** Changes what the options name of a query and its schedule. All of it or nothing. */
export async function updateScheduled(product: Product, which: string, options: ScheduleOptions): Promise<Query> {
  const { id: query } = await queryNamed(product, which);
  const { newname: name, database } = options;
  const sql = options.sql === undefined ? undefined : await sqlOf(options.sql, undefined);
  return product.call(changeQuery, { query, ...(await changesOf(product, options)), ...said({ name, database, sql }) });
}

async function changesOf(product: Product, options: ScheduleOptions) {
  const { type, engine, priority, retry: retry_limit } = options;
  if (type !== undefined) refuseOtherTypes(type);
  return said({
    engine,
    priority,
    retry_limit,
    schedule: scheduleOf(options),
    export: await exportOf(product, options),
  });
}

/** Null: the result goes nowhere from now on. */
async function exportOf(product: Product, { result, sandbox }: ScheduleOptions) {
  if (result === '') return null;
  if (result === undefined && !sandbox) return undefined;
  return chooseTarget(product, await readTargetAloud({ result, sandbox }));
}

/** Null: no schedule; td knows a saved query that runs by hand alone as a schedule with an empty cron. */
function scheduleOf(options: ScheduleOptions): Schedule | null | undefined {
  const { schedule: cron, timezone, delay, missed, overlap, mailTo: mail_to, mailOn: mail_on } = options;
  if (cron !== undefined && ['', 'none'].includes(cron.trim().toLowerCase())) return null;
  const changes = said({ cron, timezone, delay, missed, overlap, mail_to, mail_on });
  return Object.keys(changes).length === 0 ? undefined : changes;
}
