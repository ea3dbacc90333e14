import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Rule } from '#lib/connectors/pinterest/sandbox/script.ts';
import { readEnv } from '#lib/env.ts';
import { requeueJob } from '#lib/operations/jobs/requeue-job.ts';
import { openRuntime, type Runtime } from '#lib/runtime/runtime.ts';
import { queryAt } from '../database/query-at.ts';
import { mapConcurrently, range } from '../kit/concurrency.ts';
import { Deployment } from '../kit/deployment.ts';
import { type EventsFile, type EventsFileOptions, writeEventsFile } from '../kit/events-file.ts';
import { Program } from '../kit/process.ts';
import type { Random } from '../kit/random.ts';
import { type Verdict, verifyJob } from '../kit/verdict.ts';
import type { Claim, JobTimes, StartedCall } from './calls.ts';
import { Network } from './network.ts';

export interface ClusterOptions {
  readonly folder: string;
  readonly port: number;
  readonly random: Random;
  /** The URL of an empty database, reached by a Unix socket. */
  readonly databaseUrl: string;
  /** The delay in each direction between a machine and the database. */
  readonly delayMs?: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly script?: readonly Rule[];
  /** The folder with the sources of the command line, which prepares the database; this checkout by default. */
  readonly checkout?: string;
  /** Statements to execute once the database has tables. */
  readonly prepare?: readonly string[];
}

/** An exported file, and its job. */
export interface Exported {
  readonly file: EventsFile;
  readonly account: string;
  readonly job: number;
}

/** The program that runs a worker. */
export const MACHINE_PROCESS = 'torture/cluster/machine-process.ts';

const WORKER = 'torture-worker';
/** How far off the clocks of the machines are; two of them differ by 90 seconds. */
const SKEWS_MS = [45_000, -45_000, 0, 20_000];

function skewOf(machine: number): number {
  return SKEWS_MS[machine % SKEWS_MS.length] ?? 0;
}

/** Records when a job is claimed, which raises its fence, and when it is released. */
const WATCH_OWNERS = [
  'CREATE TABLE torture_claim (at BIGINT NOT NULL, job INTEGER NOT NULL, owner TEXT)',
  `CREATE FUNCTION torture_note_claim() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO torture_claim VALUES (floor(extract(epoch FROM pg_catalog.clock_timestamp()) * 1000), NEW.id, NEW.owner);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER torture_claimed AFTER UPDATE ON job FOR EACH ROW
    WHEN (NEW.fence > OLD.fence OR NEW.owner IS DISTINCT FROM OLD.owner) EXECUTE FUNCTION torture_note_claim()`,
];

/** Workers as on several machines, with one database behind a network and one data folder. */
export class Cluster {
  readonly deployment: Deployment;
  readonly network: Network;
  readonly exported: Exported[] = [];
  readonly #options: ClusterOptions;
  readonly #workers = new Map<number, Program>();
  #started = 0;
  #runtime: Promise<Runtime> | undefined;

  private constructor(options: ClusterOptions, deployment: Deployment, network: Network) {
    this.#options = options;
    this.deployment = deployment;
    this.network = network;
  }

  static async open(options: ClusterOptions): Promise<Cluster> {
    const { folder, port, checkout, databaseUrl, delayMs, settings, script = [], prepare = [] } = options;
    const network = await Network.open(databaseUrl, delayMs);
    const deployment = await Deployment.open({
      folder,
      port,
      settings: { DATABASE_URL: network.url, ...settings },
      script,
      checkout,
    });
    const cluster = new Cluster(options, deployment, network);
    await cluster.query(...WATCH_OWNERS, ...prepare);
    await writeFile(cluster.#callsFile, '');
    return cluster;
  }

  /**
   * Starts or restarts the worker of a machine without waiting until it is ready; from the sources in the folder
   * `checkout`, if given.
   */
  startWorker(machine: number, checkout?: string): Program {
    const skew = skewOf(machine);
    const name = `${WORKER}-${++this.#started}`;
    const url = new URL(this.network.url);
    url.searchParams.set('application_name', `${name} ${skew}ms`);
    const settings = { ...this.deployment.settings, DATABASE_URL: url.href };
    const args = [name, String(skew), this.#callsFile];
    const worker = new Program(MACHINE_PROCESS, args, { settings, checkout });
    this.#workers.set(machine, worker);
    return worker;
  }

  /** Kills the worker of a machine, and starts another one; returns the pid of the killed one. */
  restartWorker(machine: number): number {
    const worker = this.worker(machine);
    worker.signal('SIGKILL');
    this.startWorker(machine);
    return worker.pid;
  }

  worker(machine: number): Program {
    return this.#workers.get(machine) ?? this.startWorker(machine);
  }

  get output(): string {
    return [...this.#workers.values()].map(({ err }) => err).join('');
  }

  write(name: string, options: Pick<EventsFileOptions, 'records' | 'invalidShare'>): Promise<EventsFile> {
    const path = join(this.#options.folder, `${name}.csv`);
    return writeEventsFile({ path, name, random: this.#options.random.for(name), ...options });
  }

  /** Writes a file and creates its job. */
  async export(
    name: string,
    account: string,
    options: Pick<EventsFileOptions, 'records' | 'invalidShare'>,
  ): Promise<void> {
    const file = await this.write(name, options);
    const job = await this.deployment.pintd.enqueue(file.path, { ad_account_id: account });
    this.exported.push({ file, account, job });
  }

  /** Executes statements on the database directly, not over the network, and returns the rows of the last one. */
  query<Row>(...statements: readonly string[]): Promise<Row[]> {
    return queryAt(this.#options.databaseUrl, ...statements);
  }

  /** The round trip of a statement over the network, on average. */
  async roundTripMs(): Promise<number> {
    const trips = Array.from({ length: 100 }, () => 'SELECT 1');
    await queryAt(this.network.url, ...trips);
    const startedAt = performance.now();
    await queryAt(this.network.url, ...trips);
    return (performance.now() - startedAt) / trips.length;
  }

  async claims(): Promise<Claim[]> {
    type ClaimRow = { at: string; job: number; owner: string | null };
    const rows = await this.query<ClaimRow>('SELECT at, job, owner FROM torture_claim ORDER BY at');
    return rows.map(({ at, job, owner }) => ({
      at: Number(at),
      job,
      pid: owner === null ? undefined : Number(owner.split(':')[2]),
    }));
  }

  /** The times of all jobs, which must have ended. */
  async jobTimes(): Promise<JobTimes[]> {
    const rows = await this.query<{ id: number; account: string; created_at: string }>(
      'SELECT id, account, created_at FROM job',
    );
    const claims = Map.groupBy(await this.claims(), ({ job }) => job);
    return rows.map(({ id, account, created_at }) => ({
      account,
      from: Number(created_at),
      to: claims.get(id)?.at(-1)?.at ?? 0,
    }));
  }

  async startedCalls(): Promise<StartedCall[]> {
    const lines = (await readFile(this.#callsFile, 'utf8')).split('\n');
    return lines.flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as StartedCall] : []));
  }

  /** The job of each body that arrived, by its SHA-256. */
  async jobsOfBodies(): Promise<ReadonlyMap<string, number>> {
    const { received } = this.deployment.sandbox;
    const jobOfName = new Map(this.exported.map(({ file, job }) => [file.name, job]));
    const jobs = new Map<string, number>();
    for (const call of received.calls) {
      const name = /"event_id":"([^"]*)-\d+"/.exec((await received.bodyOf(call))?.toString() ?? '')?.[1];
      const job = jobOfName.get(name ?? '');
      if (job !== undefined) jobs.set(call.body_sha256, job);
    }
    return jobs;
  }

  /**
   * Resumes paused jobs, such as those whose workers died several times. Returns the number of all jobs that have not
   * ended.
   */
  async resumePausedJobs(): Promise<number> {
    type JobRow = { id: number; state: string };
    const unfinished = await this.query<JobRow>(
      `SELECT id, state FROM job WHERE state IN ('queued', 'running', 'paused')`,
    );
    for (const { id, state } of unfinished) if (state === 'paused') await requeueJob(await this.#openRuntime(), id);
    return unfinished.length;
  }

  /** Waits until all jobs have ended. Returns a description of those that have not ended in time, if any. */
  async untilAllEnded(withinMs: number): Promise<string[]> {
    const until = performance.now() + withinMs;
    for (;;) {
      const unfinished = await this.resumePausedJobs();
      if (unfinished === 0) return [];
      if (performance.now() > until) return [`${unfinished} jobs\n${this.output}`];
      await wait(500);
    }
  }

  /** Compares all jobs with their files. */
  async verify(): Promise<Verdict[]> {
    const { pintd, sandbox } = this.deployment;
    await sandbox.received.update();
    const jobs = await this.jobsOfBodies();
    const callsOf = Map.groupBy(sandbox.received.calls, (call) => jobs.get(call.body_sha256));
    return mapConcurrently(2, this.exported, async ({ file, account, job }) =>
      verifyJob({
        file,
        account,
        job: await pintd.show(job),
        rejected: await pintd.rejected(job),
        received: sandbox.received,
        calls: callsOf.get(job) ?? [],
      }),
    );
  }

  #openRuntime(): Promise<Runtime> {
    const { settings } = this.deployment;
    this.#runtime ??= openRuntime(readEnv({ ...settings, DATABASE_URL: this.#options.databaseUrl }), 'cluster');
    return this.#runtime;
  }

  async close(): Promise<void> {
    await (await this.#runtime)?.close();
    await Promise.all([...this.#workers.values()].map((worker) => worker.kill()));
    await this.deployment.close();
    await this.network.close();
  }

  get #callsFile(): string {
    return join(this.#options.folder, 'calls.jsonl');
  }
}

export function accounts(count: number): string[] {
  return range(count).map((index) => String(549_764_609_761 + index));
}
