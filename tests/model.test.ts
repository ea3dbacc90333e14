import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import { type Job, MAX_DEATHS } from '../lib/core/job/job.ts';
import { readEnv } from '../lib/env.ts';
import { replaceToken } from '../lib/operations/authentications/replace-token.ts';
import { KILLED, PAUSED_BY_INTERRUPT, PAUSED_BY_PERSON, PROCESS_DIED } from '../lib/operations/delivery/stops.ts';
import { createExport } from '../lib/operations/exports/create-export.ts';
import { receiveUpload } from '../lib/operations/uploads/receive-upload.ts';
import { claimAndExecute } from '../lib/runtime/execute.ts';
import { openRuntime, type Runtime } from '../lib/runtime/runtime.ts';
import { type Crash, crashingPlatform, MachineCrashed } from './kit/crashing-platform.ts';
import { ACCOUNT, skippingClock, validLines } from './kit/product.ts';

/** The environment can request more runs. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 8);

/** The product on one data folder, with crashes and restarts, and a service with changing faults. */
class World {
  readonly connector = connectorOf('pinterest_conversion');
  readonly #clock = skippingClock();
  readonly #dataDir: string;
  readonly sandbox: Awaited<ReturnType<typeof startSandbox>>;
  #runtime: Runtime | undefined;

  constructor(dataDir: string, sandbox: Awaited<ReturnType<typeof startSandbox>>) {
    this.#dataDir = dataDir;
    this.sandbox = sandbox;
  }

  get runtime(): Runtime {
    if (!this.#runtime) throw new Error('the machine is not running');
    return this.#runtime;
  }

  /** Starts the machine, or restarts it after the lease of the previous process has expired. */
  async start(crashAt?: Crash): Promise<void> {
    await this.#runtime?.close();
    await this.#clock.sleep(5000, new AbortController().signal);
    const env = readEnv({
      PINTD_DATA_DIR: this.#dataDir,
      PINTEREST_API_BASE_URL: this.sandbox.url,
      PINTD_LOG_LEVEL: 'silent',
      PINTD_MAX_EVENTS_PER_CALL: '5',
      PINTD_CALLS_IN_FLIGHT: '3',
    });
    this.#runtime = await openRuntime(env, 'test', crashingPlatform(this.#clock, crashAt));
  }

  /** Creates a job of valid records whose event IDs are those after the first `skippedCount`. */
  async create(recordCount: number, skippedCount: number): Promise<Job> {
    const { runtime, connector } = this;
    const lines = validLines(skippedCount + recordCount).filter((_, line) => line === 0 || line > skippedCount);
    const content = Readable.from([Buffer.from(lines.join('\n'))]);
    const upload = await receiveUpload(content, { name: 'e.csv' }, { ...runtime, connector });
    const [existing] = await runtime.authentications.list();
    const token = { name: 'Shop', connector: connector.type, target: 'live' as const, token: 'pina_test' };
    const authentication = existing ?? (await runtime.authentications.create(token));
    const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
    return createExport({ connector, upload, authentication, parameters }, runtime);
  }

  /** Executes a job until it ends or pauses; a paused job is resumed first. */
  async execute(id: number, stop = PAUSED_BY_INTERRUPT, signal = new AbortController().signal): Promise<void> {
    if ((await this.job(id)).state === 'paused') await this.runtime.jobRequests.requeue(id);
    await claimAndExecute(this.runtime, id, ['queued', 'running'], { signal, stop });
  }

  async replaceToken(): Promise<void> {
    const [existing] = await this.runtime.authentications.list();
    if (existing) await replaceToken(this.runtime, { id: existing.id, access_token: 'pina_test' });
  }

  async job(id: number): Promise<Job> {
    return (await this.runtime.jobs.find(id)) as Job;
  }
}

/** The reference model that the product must match. */
interface Model {
  /** Number of records by job; all are valid, with unique event ids. */
  readonly records: Map<number, number>;
  readonly killed: Set<number>;
  created: number;
}

/** Checks that counts add up, accepted events were received, and each success has exactly one notice. */
async function checkInvariants({ records, killed }: Model, world: World): Promise<void> {
  const received = (await world.sandbox.unique()).length;
  let accepted = 0;
  for (const [id, count] of records) {
    const { records: counts, state } = await world.job(id);
    expect(counts.read).toBe(counts.accepted + counts.rejected + counts.invalid + counts.not_sent + counts.uncertain);
    expect(counts).toMatchObject({ invalid: 0, rejected: 0 });
    expect(counts.read).toBeLessThanOrEqual(count);
    if (killed.has(id)) expect(state).toBe('killed');
    if (state === 'success') expect(counts.accepted).toBe(count);
    const notified = (await world.runtime.outbox.after(0, 1000)).notices.filter(
      (notice) => 'job' in notice && notice.job === id,
    );
    expect(notified.filter((notice) => notice.state === 'success')).toHaveLength(state === 'success' ? 1 : 0);
    accepted += counts.accepted;
  }
  expect(accepted).toBeLessThanOrEqual(received);
}

type Command = fc.AsyncCommand<Model, World>;

/** A step that is possible at any time, after which the invariants must hold. */
function step(name: string, run: (model: Model, world: World) => Promise<void>): Command {
  return {
    check: () => true,
    run: async (model, world) => {
      await run(model, world);
      await checkInvariants(model, world);
    },
    toString: () => name,
  };
}

async function eachUnfinished(model: Model, world: World, work: (id: number) => Promise<void>): Promise<void> {
  for (const id of model.records.keys()) {
    if (['queued', 'running', 'paused'].includes((await world.job(id)).state)) await work(id);
  }
}

/** Calls `work` for jobs whose processes died so often without progress that only a person may resume them. */
async function eachPausedByDeaths(model: Model, world: World, work: (id: number) => Promise<void>): Promise<void> {
  for (const id of model.records.keys()) {
    const { error, deaths } = await world.job(id);
    if (error?.code !== PROCESS_DIED.error.code) continue;
    expect(deaths).toBeGreaterThanOrEqual(MAX_DEATHS);
    await work(id);
  }
}

const upload = fc.integer({ min: 1, max: 40 }).map((records) =>
  step(`upload ${records}`, async (model, world) => {
    const { id } = await world.create(records, model.created);
    model.created += records;
    model.records.set(id, records);
  }),
);
const execute = fc.constant(step('execute', (model, world) => eachUnfinished(model, world, (id) => world.execute(id))));
const crash = fc
  .record({ atCommit: fc.integer({ min: 1, max: 30 }), moment: fc.constantFrom('before', 'after') })
  .map((crashAt) =>
    step(`crash ${crashAt.moment} commit ${crashAt.atCommit}`, async (model, world) => {
      await world.start(crashAt);
      await eachUnfinished(model, world, (id) => world.execute(id)).catch((error: unknown) => {
        if (!(error instanceof MachineCrashed)) throw error;
      });
      await world.start();
    }),
  );
const interrupt = fc
  .record({ stop: fc.constantFrom(PAUSED_BY_PERSON, KILLED), turns: fc.integer({ min: 0, max: 60 }) })
  .map(({ stop, turns }) =>
    step(`${stop.state} after ${turns} turns`, async (model, world) => {
      const states = await Promise.all([...model.records.keys()].map((id) => world.job(id)));
      const id = states.find(({ state }) => state === 'queued' || state === 'paused')?.id;
      if (id === undefined) return;
      const abort = new AbortController();
      const running = world.execute(id, stop, abort.signal);
      for (let turn = 0; turn < turns; turn++) await nextTurn();
      abort.abort();
      await running;
      if ((await world.job(id)).state === 'killed') model.killed.add(id);
    }),
  );
const serviceFaults: Record<string, Parameters<World['sandbox']['setScript']>[0]> = {
  calm: [],
  revoked: [{ do: { status: 401 } }],
  throttled: [{ match: { times: 4 }, do: { status: 429, headers: { 'retry-after': '3' } } }],
  flaky: [{ match: { times: 3 }, do: { acceptThenReset: true } }],
  broken: [{ match: { times: 3 }, do: { status: 500 } }],
};
const changeService = fc.constantFrom(...Object.entries(serviceFaults)).map(([name, script]) =>
  step(name, async (_, world) => {
    world.sandbox.setScript(script);
    if (name === 'calm') await world.replaceToken();
  }),
);

/** After the faults end, all events of jobs that were not killed must be accepted exactly once. */
async function finishAndCheck(model: Model, world: World): Promise<void> {
  world.sandbox.setScript([]);
  await world.start();
  await world.replaceToken();
  await eachUnfinished(model, world, (id) => world.execute(id));
  await eachPausedByDeaths(model, world, (id) => world.execute(id));
  await checkInvariants(model, world);
  const remaining = [...model.records].filter(([id]) => !model.killed.has(id));
  for (const [id, count] of remaining)
    expect(await world.job(id)).toMatchObject({ state: 'success', records: { accepted: count } });
  for (const id of model.killed) expect((await world.job(id)).state).toBe('killed');
  await checkBodies(model, world);
}

/** Checks that repeated calls had the same bytes. */
async function checkBodies(model: Model, world: World): Promise<void> {
  const bodies = (await world.sandbox.received()).map(({ body_sha256 }) => body_sha256);
  const maxBodies = [...model.records.values()].reduce((calls, count) => calls + Math.ceil(count / 5), 0);
  expect(new Set(bodies).size).toBeLessThanOrEqual(maxBodies);
}

test(
  'uploads, crashes, pauses, kills and service faults in any order: nothing is lost or counted twice',
  async () => {
    const commands = fc.commands([upload, upload, execute, crash, crash, interrupt, changeService], {
      maxCommands: 25,
      size: '+2',
    });
    const property = fc.asyncProperty(commands, async (steps) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'pintd-model-'));
      const sandbox = await startSandbox({});
      const world = new World(dataDir, sandbox);
      const model: Model = { records: new Map(), killed: new Set(), created: 0 };
      try {
        await world.start();
        await fc.asyncModelRun(() => ({ model, real: world }), steps);
        await finishAndCheck(model, world);
      } finally {
        await world.runtime.close();
        await sandbox.close();
        await rm(dataDir, { recursive: true, force: true });
      }
    });
    await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
  },
  60_000 + RUNS * 3000,
);
