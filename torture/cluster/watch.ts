import { setTimeout as wait } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';

const MOST = `SELECT MAX(jobs) AS most FROM (SELECT COUNT(*) AS jobs FROM job
  WHERE state = 'running' AND account <> '' AND lease_until > EXTRACT(EPOCH FROM clock_timestamp()) * 1000
  GROUP BY account) AS per_account`;
const EVERY_MS = 200;

/** The most jobs of one account that had an owner at the same time, while `work` lasted. */
export async function mostJobsOfOneAccount(cluster: Cluster, work: () => Promise<unknown>): Promise<number> {
  let most = 0;
  let isOver = false;
  const working = work().finally(() => {
    isOver = true;
  });
  for (; !isOver; await wait(EVERY_MS)) {
    const rows = await cluster.query<{ most: string | null }>(MOST).catch(() => []); // the database may be restarting
    most = Math.max(most, Number(rows[0]?.most ?? 0));
  }
  await working;
  return most;
}
