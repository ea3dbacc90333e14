import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import type { Job } from '../lib/core/job/job.ts';
import { readEnv } from '../lib/env.ts';
import { replaceToken } from '../lib/operations/authentications/replace-token.ts';
import { KILLED, PAUSED_BY_INTERRUPT, PAUSED_BY_USER } from '../lib/operations/delivery/stops.ts';
import { createExport } from '../lib/operations/exports/create-export.ts';
import { receiveUpload } from '../lib/operations/uploads/receive-upload.ts';
import { claimAndExecute } from '../lib/runtime/execute.ts';
import { createExportOptions, receiveOptions } from '../lib/runtime/operation-options.ts';
import { openRuntime, type Runtime } from '../lib/runtime/runtime.ts';
import { DeadMachine, type Death, mortalMachine } from './kit/mortal-machine.ts';
import { hastyClock, validLines } from './kit/product.ts';

/** More of them, where somebody has the time. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 8);

/** The product on one data folder, whose machine dies and starts again, beside a service that has its moods. */
class World {
  readonly connector = connectorOf('pinterest_conversion');
  readonly #clock = hastyClock();
  readonly #dataDir: string;
  readonly sandbox: Awaited<ReturnType<typeof startSandbox>>;
  #runtime: Runtime | undefined;

  constructor(dataDir: string, sandbox: Awaited<ReturnType<typeof startSandbox>>) {
    this.#dataDir = dataDir;
    this.sandbox = sandbox;
  }

  get runtime(): Runtime {
    if (!this.#runtime) throw new Error('the machine is off');
    return this.#runtime;
  }

  /** Starts the machine anew, when the lease of whoever ran before has run out. */
  async start(death?: Death): Promise<void> {
    await this.#runtime?.close();
    await this.#clock.sleep(5000, new AbortController().signal);
    const env = readEnv({
      PINTD_DATA_DIR: this.#dataDir,
      PINTEREST_API_BASE_URL: this.sandbox.url,
      PINTD_LOG_LEVEL: 'silent',
      PINTD_MAX_EVENTS_PER_CALL: '5',
      PINTD_CALLS_IN_FLIGHT: '3',
    });
    this.#runtime = await openRuntime(env, 'test', mortalMachine(this.#clock, death));
  }

  async create(records: number, first: number): Promise<Job> {
    const { runtime, connector } = this;
    const lines = validLines(first + records).filter((_, line) => line === 0 || line > first);
    const content = Readable.from([Buffer.from(lines.join('\n'))]);
    const upload = await receiveUpload(content, { name: 'e.csv' }, receiveOptions(runtime, connector));
    const [known] = runtime.authentications.list();
    const token = { name: 'Shop', connector: connector.type, target: 'live' as const, token: 'pina_test' };
    const authentication = known ?? runtime.authentications.create(token);
    const parameters = { ad_account_id: '549764609761', skip_invalid_record: true };
    return createExport({ connector, upload, authentication, parameters }, createExportOptions(runtime));
  }

  async execute(id: number, stop = PAUSED_BY_INTERRUPT, signal = new AbortController().signal): Promise<void> {
    await claimAndExecute(this.runtime, id, ['queued', 'running', 'paused'], { signal, stop });
  }

  replaceToken(): void {
    const [known] = this.runtime.authentications.list();
    if (known) replaceToken(this.runtime, { id: known.id, access_token: 'pina_test' });
  }

  job(id: number): Job {
    return this.runtime.jobs.find(id) as Job;
  }
}

/** What must be so, whatever happened: the reference that the product is held against. */
interface Model {
  /** How many records each job has, by its number; all are valid, and no two have the same event id. */
  readonly records: Map<number, number>;
  readonly killed: Set<number>;
  created: number;
}

/** Conservation, no claim that the other side cannot confirm, and no end that is not told, or told twice. */
async function checkPromise({ records, killed }: Model, world: World): Promise<void> {
  const received = (await world.sandbox.unique()).length;
  let accepted = 0;
  for (const [id, count] of records) {
    const { records: now, state } = world.job(id);
    expect(now.read).toBe(now.accepted + now.rejected + now.invalid + now.not_sent + now.uncertain);
    expect(now).toMatchObject({ invalid: 0, rejected: 0 });
    expect(now.read).toBeLessThanOrEqual(count);
    if (killed.has(id)) expect(state).toBe('killed');
    if (state === 'success') expect(now.accepted).toBe(count);
    const told = world.runtime.outbox.after(0, 1000).notices.filter((notice) => notice.job === id);
    expect(told.filter((notice) => notice.state === 'success')).toHaveLength(state === 'success' ? 1 : 0);
    accepted += now.accepted;
  }
  expect(accepted).toBeLessThanOrEqual(received);
}

type Command = fc.AsyncCommand<Model, World>;

/** A step that may be taken at any time, after which the promise must hold. */
function step(name: string, run: (model: Model, world: World) => Promise<void>): Command {
  return {
    check: () => true,
    run: async (model, world) => {
      await run(model, world);
      await checkPromise(model, world);
    },
    toString: () => name,
  };
}

async function eachUnfinished(model: Model, world: World, work: (id: number) => Promise<void>): Promise<void> {
  for (const id of model.records.keys()) {
    if (['queued', 'running', 'paused'].includes(world.job(id).state)) await work(id);
  }
}

const upload = fc.integer({ min: 1, max: 40 }).map((records) =>
  step(`upload ${records}`, async (model, world) => {
    const { id } = await world.create(records, model.created);
    model.created += records;
    model.records.set(id, records);
  }),
);
const go = fc.constant(step('go', (model, world) => eachUnfinished(model, world, (id) => world.execute(id))));
const crash = fc
  .record({ atCommit: fc.integer({ min: 1, max: 30 }), moment: fc.constantFrom('before', 'after') })
  .map((death) =>
    step(`crash ${death.moment} commit ${death.atCommit}`, async (model, world) => {
      await world.start(death);
      await eachUnfinished(model, world, (id) => world.execute(id)).catch((error: unknown) => {
        if (!(error instanceof DeadMachine)) throw error;
      });
      await world.start();
    }),
  );
const interrupt = fc
  .record({ stop: fc.constantFrom(PAUSED_BY_USER, KILLED), turns: fc.integer({ min: 0, max: 60 }) })
  .map(({ stop, turns }) =>
    step(`${stop.state} after ${turns} turns`, async (model, world) => {
      const isOpen = (id: number) => ['queued', 'paused'].includes(world.job(id).state);
      const chosen = [...model.records.keys()].find(isOpen);
      if (chosen === undefined) return;
      const soon = new AbortController();
      const running = world.execute(chosen, stop, soon.signal);
      for (let turn = 0; turn < turns; turn++) await nextTurn();
      soon.abort();
      await running;
      if (world.job(chosen).state === 'killed') model.killed.add(chosen);
    }),
  );
const moods: Record<string, Parameters<World['sandbox']['setScript']>[0]> = {
  calm: [],
  revoked: [{ do: { status: 401 } }],
  throttled: [{ match: { times: 4 }, do: { status: 429, headers: { 'retry-after': '3' } } }],
  flaky: [{ match: { times: 3 }, do: { acceptThenReset: true } }],
  broken: [{ match: { times: 3 }, do: { status: 500 } }],
};
const mood = fc.constantFrom(...Object.entries(moods)).map(([name, script]) =>
  step(name, async (_, world) => {
    world.sandbox.setScript(script);
    if (name === 'calm') world.replaceToken();
  }),
);

/** Whatever was done to it: once all is well again, everything that was not killed arrives, once. */
async function settle(model: Model, world: World): Promise<void> {
  world.sandbox.setScript([]);
  await world.start();
  world.replaceToken();
  await eachUnfinished(model, world, (id) => world.execute(id));
  await checkPromise(model, world);
  const alive = [...model.records].filter(([id]) => !model.killed.has(id));
  for (const [id, count] of alive)
    expect(world.job(id)).toMatchObject({ state: 'success', records: { accepted: count } });
  for (const id of model.killed) expect(world.job(id).state).toBe('killed');
  await checkBodies(model, world);
}

/** Every repeat was one to the byte. */
async function checkBodies(model: Model, world: World): Promise<void> {
  const bodies = (await world.sandbox.received()).map(({ body_sha256 }) => body_sha256);
  const most = [...model.records.values()].reduce((calls, count) => calls + Math.ceil(count / 5), 0);
  expect(new Set(bodies).size).toBeLessThanOrEqual(most);
}

test(
  'uploads, crashes, pauses, kills and a moody service in any order: nothing is lost, nothing counts twice',
  async () => {
    const commands = fc.commands([upload, upload, go, crash, crash, interrupt, mood], { maxCommands: 25, size: '+2' });
    const property = fc.asyncProperty(commands, async (steps) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'pintd-model-'));
      const sandbox = await startSandbox({});
      const world = new World(dataDir, sandbox);
      const model: Model = { records: new Map(), killed: new Set(), created: 0 };
      try {
        await world.start();
        await fc.asyncModelRun(() => ({ model, real: world }), steps);
        await settle(model, world);
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
