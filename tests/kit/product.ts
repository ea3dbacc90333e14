import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { Passwords } from '../../lib/adapters/people/passwords.ts';
import { startSandbox } from '../../lib/connectors/pinterest/sandbox/server.ts';
import { connectorOf } from '../../lib/connectors/registry.ts';
import type { JobLedger } from '../../lib/core/delivery/ledger.ts';
import type { Job } from '../../lib/core/job/job.ts';
import type { Upload } from '../../lib/core/upload/upload.ts';
import { type Env, readEnv } from '../../lib/env.ts';
import type { Limiter } from '../../lib/operations/delivery/run.ts';
import { PAUSED_BY_INTERRUPT } from '../../lib/operations/delivery/stops.ts';
import { createExport, type NewExport } from '../../lib/operations/exports/create-export.ts';
import { receiveUpload } from '../../lib/operations/uploads/receive-upload.ts';
import { claimAndExecute } from '../../lib/runtime/execute.ts';
import { SYSTEM_PLATFORM } from '../../lib/runtime/platform.ts';
import { openRuntime, type Runtime } from '../../lib/runtime/runtime.ts';
import { databaseSettings } from './databases.ts';

/** The product with its own data folder and sandbox, for one test. */
export interface TestProduct {
  readonly runtime: Runtime;
  readonly sandbox: Awaited<ReturnType<typeof startSandbox>>;
  upload(lines: readonly string[]): Promise<Upload>;
  /** Creates a job of these lines of CSV. */
  export(lines: readonly string[], parameters?: Record<string, unknown>, choices?: Partial<NewExport>): Promise<Job>;
  exportBytes(bytes: Uint8Array, parameters?: Record<string, unknown>, choices?: Partial<NewExport>): Promise<Job>;
  /** Executes a job in this process until its execution ends, and returns the job; delays take no time. */
  run(job: Job, options?: RunOptions): Promise<Job>;
}

export interface RunOptions {
  /** Returns methods that replace those of the job's ledger in this execution. They may call the original ledger. */
  readonly ledger?: (ledger: JobLedger) => Partial<JobLedger>;
  /** Called when a renewal of the lease has returned a request to end or pause the job. */
  readonly onRequest?: () => void;
  /** Replaces the limiter of the account. */
  readonly limiter?: Limiter;
  /** Interrupts the execution. */
  readonly signal?: AbortSignal;
}

/** Options for an execution that is interrupted once a batch is settled. */
export function interruptedAfterBatch(): RunOptions {
  const interrupt = new AbortController();
  return {
    signal: interrupt.signal,
    ledger: (ledger) => ({
      settle: async (...args) => {
        await ledger.settle(...args);
        interrupt.abort();
      },
    }),
  };
}

export const ACCOUNT = '549764609761';
const TYPE = 'pinterest_conversion';

export async function startProduct(settings: Record<string, string> = {}): Promise<TestProduct> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pintd-test-'));
  const sandbox = await startSandbox({});
  const env = {
    PINTD_DATA_DIR: dataDir,
    PINTEREST_API_BASE_URL: sandbox.url,
    PINTD_LOG_LEVEL: 'silent',
    ...(await databaseSettings(dataDir)),
    ...settings,
  };
  const runtime = await openForTest(readEnv(env));
  onTestFinished(async () => {
    await runtime.close();
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const connector = connectorOf(TYPE);
  const authentication = await runtime.authentications.create({
    name: 'Shop',
    connector: TYPE,
    target: 'live',
    token: 'pina_test',
  });
  const uploadBytes = (bytes: Uint8Array) =>
    receiveUpload(Readable.from([bytes]), { name: 'events.csv' }, { ...runtime, connector });
  const exportBytes: TestProduct['exportBytes'] = async (bytes, parameters = {}, choices = {}) => {
    const upload = await uploadBytes(bytes);
    const withDefaults = { ad_account_id: ACCOUNT, skip_invalid_record: true, ...parameters };
    return createExport({ connector, upload, authentication, parameters: withDefaults, ...choices }, runtime);
  };
  return {
    runtime,
    sandbox,
    upload: (lines) => uploadBytes(bytesOf(lines)),
    exportBytes,
    export: (lines, ...options) => exportBytes(bytesOf(lines), ...options),
    async run(job, { ledger, onRequest, limiter, signal = new AbortController().signal } = {}) {
      const limited = limiter === undefined ? runtime : { ...runtime, limiterFor: () => limiter };
      const watched = onRequest === undefined ? limited : withLedger(limited, watchedHeartbeat(onRequest));
      const executing = ledger === undefined ? watched : withLedger(watched, ledger);
      const interrupt = { signal, stop: PAUSED_BY_INTERRUPT };
      await claimAndExecute(executing, job.id, ['queued', 'paused', 'error'], interrupt);
      return (await runtime.jobs.find(job.id)) as Job;
    },
  };
}

/**
 * A small part of the product's cost. At full cost, hashing takes most of the processor time of the tests about people.
 */
const PASSWORD_COST = { memory: 64, passes: 1, parallelism: 1 };

/**
 * Opens a runtime whose clock does not wait and whose password hashing is fast; it can be closed before the end of the
 * test.
 */
export async function openForTest(env: Env): Promise<Runtime> {
  const opened = await openRuntime(env, 'test', { ...SYSTEM_PLATFORM, clock: skippingClock() });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= opened.close();
    return closing;
  };
  return { ...opened, passwords: new Passwords(PASSWORD_COST), close };
}

/** A runtime whose ledgers have some methods replaced. */
export function withLedger(runtime: Runtime, replace: NonNullable<RunOptions['ledger']>): Runtime {
  const { jobClaims } = runtime;
  const replaceMethodsOf = async (claimed: ReturnType<typeof jobClaims.claim>) => {
    const ledger = await claimed;
    return ledger && withMethods<typeof ledger>(ledger, replace(ledger));
  };
  const replaced = withMethods(jobClaims, {
    claim: (...args) => replaceMethodsOf(jobClaims.claim(...args)),
    openIdle: (...args) => replaceMethodsOf(jobClaims.openIdle(...args)),
  });
  return { ...runtime, jobClaims: replaced };
}

function watchedHeartbeat(onRequest: () => void): NonNullable<RunOptions['ledger']> {
  return (ledger) => ({
    heartbeat: async () => {
      const renewed = await ledger.heartbeat();
      if (renewed.request) onRequest();
      return renewed;
    },
  });
}

/** A view of an object with some methods replaced. A proxy, because classes with private fields cannot be spread. */
function withMethods<T extends object>(original: T, methods: Partial<T>): T {
  return new Proxy(original, {
    get(target, name) {
      if (name in methods) return Reflect.get(methods, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function bytesOf(lines: readonly string[]): Buffer {
  return Buffer.from(`${lines.join('\n')}\n`);
}

/** Real time plus all sleep times, which take no real time. */
export function skippingClock(): Runtime['clock'] {
  let sleptMs = 0;
  return {
    now: () => Date.now() + sleptMs,
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      sleptMs += Math.ceil(milliseconds); // times are stored as whole milliseconds
      await nextTurn(); // lets other tasks run, as in a real sleep
    },
  };
}

/** CSV lines of a header and `count` valid records, e1 to eN. */
export function validLines(count: number): string[] {
  const time = Math.floor(Date.now() / 1000) - 60;
  const records = Array.from({ length: count }, (_, i) => `checkout,web,${time},e${i + 1},user${i + 1}@mail.example`);
  return ['event_name,action_source,event_time,event_id,em', ...records];
}
