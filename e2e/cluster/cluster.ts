import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../lib/connectors/pinterest/sandbox/server.ts';
import { readEnv } from '../../lib/env.ts';
import { freePort } from '../../lib/start/port.ts';
import { newCertificate } from '../../tests/kit/certificate.ts';
import { readElsewhere } from '../../tests/kit/elsewhere.ts';
import { startPostgresql } from '../../tests/kit/postgresql-server.ts';
import { expect } from '../fixtures.ts';
import { Product } from '../product.ts';
import { pintd } from '../shell.ts';
import { LoadBalancer } from './load-balancer.ts';

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;
type Settings = Readonly<Record<string, string>>;

interface Machine {
  readonly part: '--web' | '--worker';
  /** The path of the shared folder on this machine. */
  readonly dataDir: string;
  readonly settings: Settings;
  /** Undefined while it is down. */
  product?: Product;
}

/** How far off each machine's clock is. */
const SKEWS_MS = { 'console-1': 20_000, 'console-2': -20_000, 'worker-1': 45_000, 'worker-2': -45_000 };
const NAME = 'console.localhost';
export const AUTHENTICATION = 'Shop';
export const OWNER = { name: 'Aiko Tanaka', email: 'aiko@shop.example', password: 'orchard vinyl cobalt seven' };

/**
 * What docs/cluster.md describes: a proxy, two consoles and two workers with one PostgreSQL and one folder. Pinterest
 * is a sandbox.
 */
export class Cluster {
  /** The public URL, at which the proxy listens. */
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly #balancer: LoadBalancer;
  readonly #machines: ReadonlyMap<string, Machine>;
  readonly #databaseUrl: string;

  constructor(sandbox: Sandbox, balancer: LoadBalancer, machines: ReadonlyMap<string, Machine>, databaseUrl: string) {
    this.url = publicUrlOf(balancer);
    this.sandbox = sandbox;
    this.#balancer = balancer;
    this.#machines = machines;
    this.#databaseUrl = databaseUrl;
  }

  /** Starts the machines that are down, and waits until all are ready. */
  async startAll(): Promise<void> {
    for (const machine of this.#machines.values()) {
      const { dataDir, settings, part } = machine;
      // A new port each time: another process may have taken the previous port.
      machine.product ??= new Product(await freePort('127.0.0.1', 0), dataDir, settings, part);
    }
    const running = [...this.#machines.values()];
    this.#balancer.ports = running.flatMap(({ product, part }) => (product && part === '--web' ? [product.port] : []));
    for (const { product, part } of running) {
      if (part === '--web') await product?.waitUntilReady();
      else await expect.poll(() => product?.output).toContain('The worker of Conversion Console is ready.');
    }
  }

  /** Kills the worker that executes a job, and the console that responded to the last request. */
  async killWorkerAndConsole(job: number): Promise<void> {
    const { lastPort } = this.#balancer;
    const consoleName = [...this.#machines].find(([, { product }]) => product?.port === lastPort)?.[0];
    await Promise.all([this.#kill(await this.#workerOf(job)), this.#kill(consoleName)]);
  }

  /** The machine whose worker executes a job. */
  async #workerOf(job: number): Promise<string | undefined> {
    const env = readEnv({ DATABASE_URL: this.#databaseUrl });
    const sql = 'SELECT worker.host FROM job JOIN worker ON worker.id = job.owner WHERE job.id = ?';
    return (await readElsewhere<{ host: string }>({ env }, sql, [job]))[0]?.host;
  }

  async #kill(name: string | undefined): Promise<void> {
    const machine = this.#machines.get(name ?? '');
    if (!machine?.product) throw new Error(`No machine ${name} is running.`);
    await machine.product.crash();
    delete machine.product;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#machines.values()].map(async ({ product }) => product?.crash()));
  }
}

/** Starts a cluster in which the owner can sign in. */
export async function withCluster(use: (cluster: Cluster) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-cluster-'));
  const certificate = await newCertificate({ name: NAME });
  const [postgresql, sandbox, balancer] = await Promise.all([
    startPostgresql(),
    startSandbox({ keepBytes: Number.POSITIVE_INFINITY }),
    LoadBalancer.start(certificate),
  ]);
  const settings = {
    DATABASE_URL: postgresql.urlOf('postgres'),
    PINTEREST_API_BASE_URL: sandbox.url,
    PINTD_PUBLIC_URL: publicUrlOf(balancer),
    PINTD_TRUSTED_PROXIES: '127.0.0.1',
    PINTD_LOG_LEVEL: 'warn',
    // Small calls, few at a time, so that the worker is killed in the middle of a job.
    PINTD_MAX_EVENTS_PER_CALL: '50',
    PINTD_CALLS_IN_FLIGHT: '4',
  };
  const machines = new Map<string, Machine>();
  mkdirSync(join(folder, 'shared'));
  for (const [name, skewMs] of Object.entries(SKEWS_MS)) machines.set(name, machineOf(name, skewMs, folder, settings));
  const cluster = new Cluster(sandbox, balancer, machines, settings.DATABASE_URL);
  try {
    const env = { ...process.env, ...settings, PINTD_DATA_DIR: join(folder, 'shared') };
    await pintd(['owner:create', OWNER.email, OWNER.name], `${OWNER.password}\n`, env);
    await pintd(['auth:create', AUTHENTICATION], 'pina_cluster', env);
    await pintd(['db:sample'], '', env);
    await cluster.startAll();
    await use(cluster);
  } finally {
    await cluster.stop();
    balancer.stop();
    await Promise.all([sandbox.close(), postgresql.close()]);
    certificate.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** Each machine has its own path to the shared folder. */
function machineOf(name: string, skewMs: number, folder: string, settings: Settings): Machine {
  const dataDir = join(folder, name);
  symlinkSync(join(folder, 'shared'), dataDir);
  return {
    part: name.startsWith('console') ? '--web' : '--worker',
    dataDir,
    settings: {
      ...settings,
      E2E_MACHINE: name,
      E2E_SKEW_MS: String(skewMs),
      NODE_OPTIONS: `--import ${new URL('other-machine.ts', import.meta.url)}`,
    },
  };
}

function publicUrlOf({ port }: LoadBalancer): string {
  return `https://${NAME}:${port}`;
}
