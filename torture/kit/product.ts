import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { startSandbox } from '#lib/connectors/pinterest/sandbox/server.ts';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { Job } from '#lib/core/job.ts';
import { readEnv } from '#lib/env.ts';
import { createExport } from '#lib/operations/create-export.ts';
import { PAUSED_BY_INTERRUPT } from '#lib/operations/execute-job.ts';
import { receiveUpload } from '#lib/operations/receive-upload.ts';
import { claimAndExecute, createExportOptions, openRuntime, type Runtime, receiveOptions } from '#lib/runtime.ts';

export const ACCOUNT = '549764609761';
const TYPE = 'pinterest_conversion';

export interface ProductOptions {
  readonly dataDir: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Where calls go, if not straight to the sandbox. */
  readonly baseUrl?: (sandboxUrl: string) => Promise<string>;
  /** Parts to be replaced by others that fail. */
  readonly replace?: (runtime: Runtime) => Partial<Runtime>;
}

/** The product in this process, against a sandbox in this process: for faults that need no process to die. */
export class Product {
  readonly sandbox: Awaited<ReturnType<typeof startSandbox>>;
  runtime: Runtime;
  readonly #clock = new HastyClock();
  readonly #env;
  readonly #replace;

  private constructor(sandbox: Product['sandbox'], env: Record<string, string>, runtime: Runtime, replace: Replace) {
    this.sandbox = sandbox;
    this.#env = env;
    this.#replace = replace;
    this.runtime = this.#changed(runtime);
  }

  static async open({ dataDir, settings, baseUrl, replace = () => ({}) }: ProductOptions): Promise<Product> {
    const sandbox = await startSandbox();
    const env = {
      PINTD_DATA_DIR: dataDir,
      PINTEREST_API_BASE_URL: (await baseUrl?.(sandbox.url)) ?? sandbox.url,
      PINTD_LOG_LEVEL: 'silent',
      ...settings,
    };
    const product = new Product(sandbox, env, await openRuntime(readEnv(env), 'torture'), replace);
    const { authentications } = product.runtime;
    authentications.create({ name: 'Shop', connector: TYPE, target: 'live', token: 'pina_torture' });
    return product;
  }

  /** Milliseconds that were slept away without anybody having waited. */
  get slept(): number {
    return this.#clock.slept;
  }

  async export(csv: string, parameters: Record<string, unknown> = {}): Promise<Job> {
    const { runtime } = this;
    const connector = connectorOf(TYPE);
    const content = Readable.from([Buffer.from(csv)]);
    const upload = await receiveUpload(content, { name: 'events.csv' }, receiveOptions(runtime, connector));
    const [authentication] = runtime.authentications.list();
    if (!authentication) throw new Error('The authentication is gone.');
    const all = { ad_account_id: ACCOUNT, skip_invalid_record: true, ...parameters };
    return createExport({ connector, upload, authentication, parameters: all }, createExportOptions(runtime));
  }

  /** Executes a job until it ends or waits. */
  async run({ id }: Job): Promise<Job> {
    const interrupt = { signal: new AbortController().signal, stop: PAUSED_BY_INTERRUPT };
    await claimAndExecute(this.runtime, id, ['queued', 'running', 'paused', 'error'], interrupt);
    return this.runtime.jobs.find(id) as Job;
  }

  /** As after a crash: everything in memory is gone. */
  async reopen(): Promise<void> {
    await this.runtime.close();
    this.runtime = this.#changed(await openRuntime(readEnv(this.#env), 'torture'));
  }

  async close(): Promise<void> {
    await this.runtime.close();
    await this.sandbox.close();
  }

  #changed(runtime: Runtime): Runtime {
    const hasty = { ...runtime, clock: this.#clock };
    return { ...hasty, ...this.#replace(hasty) };
  }
}

type Replace = NonNullable<ProductOptions['replace']>;

/** Real time, plus all the time that was slept away: waits of minutes take none. */
class HastyClock {
  slept = 0;

  now(): number {
    return Date.now() + this.slept;
  }

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.slept += milliseconds;
    await nextTurn(); // everything else has its turn meanwhile, as it would in a real sleep
  }
}

/** The folder of one product among many. */
export function dataDirIn(folder: string, name: string | number): string {
  return join(folder, String(name).replaceAll(/\W+/g, '-'));
}
