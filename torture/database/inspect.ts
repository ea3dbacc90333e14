import { readEnv } from '#lib/env.ts';
import { openRuntime } from '#lib/runtime/runtime.ts';
import type { Deployment } from '../kit/deployment.ts';
import { copyDatabase, countUnansweredIn, type DatabaseState, inspectCopy } from './database-copy.ts';
import { queryAt } from './query-at.ts';

type DatabaseLocation = Pick<Deployment, 'dataDir' | 'settings'>;

/** The state of a deployment's database. A database file is copied to the folder `copy`, which is deleted after use. */
export async function inspectDatabase(
  { dataDir, settings }: DatabaseLocation,
  copy: string,
  job: number,
): Promise<DatabaseState> {
  const url = settings['DATABASE_URL'];
  if (url === undefined) {
    await copyDatabase(dataDir, copy);
    return inspectCopy(copy, job);
  }
  const runtime = await openRuntime(readEnv(settings), 'inspector');
  try {
    return { integrity: undefined, job: await runtime.jobs.find(job), unanswered: await countAt(url, job) };
  } finally {
    await runtime.close();
  }
}

/** The calls of a job that failed without a response, in a database that is in use. */
export async function countUnanswered({ dataDir, settings }: DatabaseLocation, job: number): Promise<number> {
  const url = settings['DATABASE_URL'];
  return url === undefined ? countUnansweredIn(dataDir, job) : countAt(url, job);
}

async function countAt(url: string, job: number): Promise<number> {
  const sql = `SELECT COUNT(*) AS count FROM log_line WHERE job_id = ${job} AND code = 'batch_unknown'`;
  const [row] = await queryAt<{ count: string }>(url, sql);
  return Number(row?.count);
}
