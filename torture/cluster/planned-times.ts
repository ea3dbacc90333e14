import { range } from '../kit/concurrency.ts';
import type { Findings } from '../kit/findings.ts';
import type { Cluster } from './cluster.ts';

const SCHEDULES = 3;
const MINUTE_MS = 60_000;

interface PlannedTime {
  readonly query: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly runs: number;
  readonly jobs: number;
  readonly skipped: number;
}

/** Saves queries that run each minute. */
export async function planQueries({ deployment: { pintd } }: Cluster): Promise<void> {
  await pintd.createDatabase('planned');
  for (const index of range(SCHEDULES))
    await pintd.scheduleQuery(`planned ${index}`, '* * * * *', 'SELECT 1', 'planned');
}

/**
 * Reports the minutes of schedules that have no run or several, or whose run has no job and was not skipped. The last
 * minute is left out, because its jobs may not have been created yet.
 */
export async function reportPlannedTimes(findings: Findings, cluster: Cluster): Promise<void> {
  const rows = await cluster.query<Record<keyof PlannedTime, string>>(
    `SELECT query_id AS query, planned_at AS at, COUNT(*) AS runs, COUNT(job_id) AS jobs,
      COUNT(*) FILTER (WHERE state = 'skipped') AS skipped
    FROM planned_run WHERE planned_at < floor(extract(epoch FROM clock_timestamp()) * 1000) - ${MINUTE_MS} GROUP BY query_id, planned_at ORDER BY query_id, planned_at`,
  );
  const times = rows.map(({ query, at, runs, jobs, skipped }) => ({
    query: Number(query),
    at: Number(at),
    runs: Number(runs),
    jobs: Number(jobs),
    skipped: Number(skipped),
  }));
  const skipped = times.reduce((sum, time) => sum + time.skipped, 0);
  findings.note('planned times that were skipped, because the run before had not ended', skipped);
  findings.none(`planned times of ${SCHEDULES} schedules without exactly one run, of ${times.length}`, faultsOf(times));
}

function faultsOf(times: readonly PlannedTime[]): string[] {
  const notRunOnce = times.filter(({ runs, jobs, skipped }) => runs !== 1 || jobs + skipped !== 1);
  const missing = times.filter(({ query, at }, index) => {
    const before = times[index - 1];
    return before?.query === query && at - before.at !== MINUTE_MS;
  });
  const newest = new Map(times.map(({ query, at }) => [query, at]));
  const latest = Math.max(...newest.values());
  return [
    ...notRunOnce.map(({ query, at, runs, jobs }) => `query ${query} at ${at}: ${runs} runs, ${jobs} jobs`),
    ...missing.map(({ query, at }) => `query ${query} at ${at}: no run one minute before`),
    ...newest.entries().flatMap(([query, at]) => (at === latest ? [] : [`query ${query}: no run after ${at}`])),
    ...(newest.size === SCHEDULES ? [] : [`${newest.size} schedules had runs`]),
  ];
}
