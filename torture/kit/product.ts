import { join } from 'node:path';
import { Readable } from 'node:stream';
import { startSandbox } from '#lib/connectors/pinterest/sandbox/server.ts';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { Job } from '#lib/core/job/job.ts';
import { readEnv } from '#lib/env.ts';
import { PAUSED_BY_INTERRUPT } from '#lib/operations/delivery/stops.ts';
import { createExport } from '#lib/operations/exports/create-export.ts';
import { receiveUpload } from '#lib/operations/uploads/receive-upload.ts';
import { claimAndExecute } from '#lib/runtime/execute.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import { newDatabaseSettings } from '../database/databases.ts';
import { openRuntimeOn, type Platform, SkippingClock, skippingPlatform } from './platform.ts';

export const ACCOUNT = '549764609761';
const TYPE = 'pinterest_conversion';

export interface ProductOptions {
  readonly dataDir: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** The base URL, if calls do not go to the sandbox directly. */
  readonly baseUrl?: (sandboxUrl: string) => Promise<string>;
  /** Replaces services of the platform, and parts of the runtime, with failing ones. */
  readonly platform?: (platform: Platform) => Platform;
  readonly runtime?: (runtime: Runtime) => Runtime;
}

/** The product and a sandbox in this process, for faults that need no crash. */
export class Product {
  readonly sandbox: Awaited<ReturnType<typeof startSandbox>>;
  runtime: Runtime;
  readonly #clock: SkippingClock;
  readonly #open: () => Promise<Runtime>;

  private constructor(parts: {
    sandbox: Product['sandbox'];
    clock: SkippingClock;
    open: () => Promise<Runtime>;
    runtime: Runtime;
  }) {
    this.sandbox = parts.sandbox;
    this.runtime = parts.runtime;
    this.#clock = parts.clock;
    this.#open = parts.open;
  }

  static async open({
    dataDir,
    settings,
    baseUrl,
    platform = (unchanged) => unchanged,
    runtime = (unchanged) => unchanged,
  }: ProductOptions): Promise<Product> {
    const sandbox = await startSandbox();
    const env = {
      ...(await newDatabaseSettings()),
      PINTD_DATA_DIR: dataDir,
      PINTEREST_API_BASE_URL: (await baseUrl?.(sandbox.url)) ?? sandbox.url,
      PINTD_LOG_LEVEL: 'silent',
      ...settings,
    };
    const clock = new SkippingClock();
    const open = async () => runtime(await openRuntimeOn(readEnv(env), platform(skippingPlatform(clock))));
    const product = new Product({ sandbox, clock, open, runtime: await open() });
    const { authentications } = product.runtime;
    if ((await authentications.list()).length === 0) {
      await authentications.create({ name: 'Shop', connector: TYPE, target: 'live', token: 'pina_torture' });
    }
    return product;
  }

  /** Milliseconds of sleep that were skipped. */
  get skippedMs(): number {
    return this.#clock.skippedMs;
  }

  async export(csv: string, parameters: Record<string, unknown> = {}): Promise<Job> {
    const { runtime } = this;
    const connector = connectorOf(TYPE);
    const content = Readable.from([Buffer.from(csv)]);
    const upload = await receiveUpload(content, { name: 'events.csv' }, { ...runtime, connector });
    const [authentication] = await runtime.authentications.list();
    if (!authentication) throw new Error('There is no authentication.');
    const allParameters = { ad_account_id: ACCOUNT, skip_invalid_record: true, ...parameters };
    return createExport({ connector, upload, authentication, parameters: allParameters }, runtime);
  }

  /** Executes a job until it ends or pauses. */
  async run({ id }: Job): Promise<Job> {
    const interrupt = { signal: new AbortController().signal, stop: PAUSED_BY_INTERRUPT };
    await claimAndExecute(this.runtime, id, ['queued', 'running', 'paused', 'error'], interrupt);
    return (await this.runtime.jobs.find(id)) as Job;
  }

  /** Simulates a restart: memory is lost, and the lease of a dead owner has expired. */
  async reopen(): Promise<void> {
    await this.runtime.close();
    this.skip(60_000);
    this.runtime = await this.#open();
  }

  /** Advances the clock. */
  skip(milliseconds: number): void {
    this.#clock.skippedMs += milliseconds;
  }

  async close(): Promise<void> {
    await this.runtime.close();
    await this.sandbox.close();
  }
}

/** A separate data folder within `folder`. */
export function dataDirIn(folder: string, name: string | number): string {
  return join(folder, String(name).replaceAll(/\W+/g, '-'));
}
