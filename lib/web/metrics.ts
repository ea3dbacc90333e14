import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { OUTCOMES } from '../core/job/job.ts';
import type { Certificate } from '../core/network/certificate.ts';
import { DELIVERY_KINDS, type Status } from '../core/view/status.ts';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

/** The facts from which metrics are made. */
export interface MetricFacts extends Status {
  /** The certificate that connections get from the console itself. */
  readonly certificate: Pick<Certificate, 'validUntil'> | undefined;
}

/** One metric, as listed in docs/operations.md. No label may contain an account, a name, an id or an address. */
export interface MetricSpec {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly labels: readonly string[];
  readonly help: string;
  readonly samples: (facts: MetricFacts) => readonly Sample[];
}

const unlabeled = (value: number): readonly Sample[] => [[{}, value]];
const seconds = (milliseconds: number) => milliseconds / 1000;

/**
 * All metrics, read from the database and the disk at each scrape, so that they cover the worker, the web process and
 * every pintd.
 */
export const METRICS: readonly MetricSpec[] = [
  {
    name: 'pintd_build_info',
    type: 'gauge',
    labels: ['version'],
    help: 'Always 1; the version is in the label.',
    samples: ({ version }) => [[{ version }, 1]],
  },
  {
    name: 'pintd_worker_up',
    type: 'gauge',
    labels: [],
    help: '1 while a worker is running.',
    samples: ({ isWorkerAlive }) => unlabeled(Number(isWorkerAlive)),
  },
  {
    name: 'pintd_workers',
    type: 'gauge',
    labels: ['version'],
    help: 'Running workers by their version, which is empty for one that does not report it.',
    samples: ({ workers }) =>
      [...Map.groupBy(workers, ({ version }) => version)].map(([version, { length }]) => [{ version }, length]),
  },
  {
    name: 'pintd_worker_jobs',
    type: 'gauge',
    labels: [],
    help: 'Jobs that workers execute; a pintd that executes its own job is not included.',
    samples: ({ workers }) => unlabeled(workers.reduce((sum, { jobs }) => sum + jobs.length, 0)),
  },
  {
    name: 'pintd_jobs_abandoned',
    type: 'gauge',
    labels: [],
    help: 'Running jobs whose lease has expired or whose process has ended, and that no other process has continued yet.',
    samples: ({ abandonedJobs }) => unlabeled(abandonedJobs),
  },
  {
    name: 'pintd_accounts',
    type: 'gauge',
    labels: ['state'],
    help: 'Accounts with unfinished jobs: full if jobs wait because as many as allowed are running, otherwise free.',
    samples: ({ accountCount, fullAccountCount }) => [
      [{ state: 'free' }, accountCount - fullAccountCount],
      [{ state: 'full' }, fullAccountCount],
    ],
  },
  {
    name: 'pintd_jobs',
    type: 'gauge',
    labels: ['state'],
    help: 'Jobs by state.',
    samples: ({ jobs }) => Object.entries(jobs).map(([state, count]) => [{ state }, count]),
  },
  {
    name: 'pintd_jobs_paused',
    type: 'gauge',
    labels: ['reason'],
    help: 'Paused jobs by the code of the reason; see docs/codes.md.',
    samples: ({ paused }) => paused.map(({ reason, jobs }) => [{ reason }, jobs.length]),
  },
  {
    name: 'pintd_jobs_refused',
    type: 'gauge',
    labels: [],
    help: 'Queued jobs that no worker executes because they were created for another destination or Trino server (error other_destination).',
    samples: ({ elsewhere }) => unlabeled(elsewhere.length),
  },
  {
    name: 'pintd_oldest_queued_job_age_seconds',
    type: 'gauge',
    labels: [],
    help: 'Age of the oldest queued job; 0 if there is none.',
    samples: ({ oldestQueuedAt, at }) =>
      unlabeled(oldestQueuedAt === null ? 0 : seconds(Math.max(0, at - oldestQueuedAt))),
  },
  {
    name: 'pintd_records',
    type: 'gauge',
    labels: ['kind', 'outcome'],
    help: 'Records of all jobs by kind (real, test for Test Event, or sandbox) and outcome. The sum over the outcomes is the number of records read.',
    samples: ({ delivery }) =>
      DELIVERY_KINDS.flatMap((kind) =>
        OUTCOMES.map((outcome): Sample => [{ kind, outcome }, delivery[kind].records[outcome]]),
      ),
  },
  {
    name: 'pintd_calls_total',
    type: 'counter',
    labels: ['kind'],
    help: 'Calls made, including those that send only a part of a refused batch, to find out which of its events are rejected.',
    samples: ({ delivery }) => DELIVERY_KINDS.map((kind) => [{ kind }, delivery[kind].calls]),
  },
  {
    name: 'pintd_resent_after_unknown_total',
    type: 'counter',
    labels: ['kind'],
    help: 'Records sent again because it was unknown whether the first call had been processed.',
    samples: ({ delivery }) => DELIVERY_KINDS.map((kind) => [{ kind }, delivery[kind].resentAfterUnknown]),
  },
  {
    name: 'pintd_jobs_uncertain',
    type: 'gauge',
    labels: [],
    help: 'Jobs with uncertain records, about which a person has to decide.',
    samples: ({ uncertain }) => unlabeled(uncertain.length),
  },
  {
    name: 'pintd_uploads',
    type: 'gauge',
    labels: [],
    help: 'Stored uploaded files.',
    samples: ({ uploads }) => unlabeled(uploads.files),
  },
  {
    name: 'pintd_uploads_bytes',
    type: 'gauge',
    labels: [],
    help: 'Size of the stored uploaded files, as received.',
    samples: ({ uploads }) => unlabeled(uploads.bytes),
  },
  {
    name: 'pintd_notifications',
    type: 'gauge',
    labels: ['state'],
    help: 'Emails and webhook calls about jobs and workflows: waiting to be sent, or given_up in the last 30 days.',
    samples: ({ notifications }) => [
      [{ state: 'waiting' }, notifications.waiting],
      [{ state: 'given_up' }, notifications.givenUp],
    ],
  },
  {
    name: 'pintd_disk_free_bytes',
    type: 'gauge',
    labels: [],
    help: 'Free space on the disk of the data folder.',
    samples: ({ disk }) => unlabeled(disk.freeBytes),
  },
  {
    name: 'pintd_disk_reserve_bytes',
    type: 'gauge',
    labels: [],
    help: 'Free space kept in reserve (PINTD_DISK_RESERVE_BYTES).',
    samples: ({ disk }) => unlabeled(disk.reserveBytes),
  },
  {
    name: 'pintd_database_bytes',
    type: 'gauge',
    labels: ['file'],
    help: 'Size of the database and, on SQLite, of its write-ahead log.',
    samples: ({ database: { bytes, walBytes } }) => [
      [{ file: 'database' }, bytes],
      ...(walBytes === null ? [] : [[{ file: 'wal' }, walBytes] as const]),
    ],
  },
  {
    name: 'pintd_database_clock_tolerance_seconds',
    type: 'gauge',
    labels: [],
    help: "Largest possible difference between the database's clock and the web process's estimate of it, which decides about leases; 0 on SQLite.",
    samples: ({ clockToleranceMs }) => unlabeled(seconds(clockToleranceMs)),
  },
  {
    name: 'pintd_replication_fault',
    type: 'gauge',
    labels: ['code'],
    help: '1 for what is wrong with the replication of the PostgreSQL server; see docs/cluster.md. Absent while nothing is wrong.',
    samples: ({ replication }) => (replication?.fault ? [[{ code: replication.fault.code }, 1]] : []),
  },
  {
    name: 'pintd_replication_standbys',
    type: 'gauge',
    labels: ['state'],
    help: 'Connected standbys of the PostgreSQL server: sync, quorum, potential or async; unknown if the PostgreSQL role of the product may not see it.',
    samples: ({ replication }) =>
      [...Map.groupBy(replication?.standbys ?? [], ({ sync }) => sync ?? 'unknown')].map(([state, { length }]) => [
        { state },
        length,
      ]),
  },
  {
    name: 'pintd_replication_lag_bytes',
    type: 'gauge',
    labels: [],
    help: 'WAL that the standby furthest behind has not written to its disk yet. Absent without a standby whose lag the PostgreSQL role of the product may see.',
    samples: ({ replication }) => {
      const lags = (replication?.standbys ?? []).flatMap(({ lagBytes }) => (lagBytes === null ? [] : [lagBytes]));
      return lags.length === 0 ? [] : unlabeled(Math.max(...lags));
    },
  },
  {
    name: 'pintd_sweep_last_run_timestamp_seconds',
    type: 'gauge',
    labels: ['sweep'],
    help: 'When each sweep last ran.',
    samples: ({ sweeps }) => sweeps.map(({ name, ranAt }) => [{ sweep: name }, seconds(ranAt)]),
  },
  {
    name: 'pintd_sweep_failed',
    type: 'gauge',
    labels: ['sweep'],
    help: '1 if the last run of the sweep failed.',
    samples: ({ sweeps }) => sweeps.map(({ name, problem }) => [{ sweep: name }, Number(problem !== null)]),
  },
  {
    name: 'pintd_certificate_expiry_seconds',
    type: 'gauge',
    labels: [],
    help: 'Time until the certificate that the console serves expires; negative once it has. Absent if the console does not speak TLS itself.',
    samples: ({ certificate, at }) => (certificate ? unlabeled(seconds(certificate.validUntil - at)) : []),
  },
];

/** Metrics of the web process: memory, CPU, event loop. */
const processRegistry = new Registry();
collectDefaultMetrics({ register: processRegistry });

export const METRICS_TYPE = processRegistry.contentType;

/** The response to a scrape, in the Prometheus text format. */
export async function metricsText(facts: MetricFacts): Promise<string> {
  const registry = new Registry();
  for (const metric of METRICS) addMetric(metric, facts, registry);
  return `${await registry.metrics()}\n${await processRegistry.metrics()}`;
}

function addMetric({ name, type, help, labels, samples }: MetricSpec, facts: MetricFacts, registry: Registry): void {
  const sampled = samples(facts);
  if (sampled.length === 0 && labels.length === 0) return;
  const common = { name, help, labelNames: [...labels], registers: [registry] };
  if (type === 'gauge') {
    const gauge = new Gauge(common);
    for (const [sampleLabels, value] of sampled) gauge.set(sampleLabels, value);
  } else {
    const counter = new Counter(common);
    for (const [sampleLabels, value] of sampled) counter.inc(sampleLabels, value);
  }
}
