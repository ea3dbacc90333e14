import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isFinal, type Job, type JobState } from '#lib/core/job/job.ts';
import { readEnv } from '#lib/env.ts';
import { openRuntime, type Runtime } from '#lib/runtime/runtime.ts';
import { countUnanswered, inspectDatabase } from '../database/inspect.ts';
import type { Console, ConsoleKind } from '../kit/console.ts';
import { Deployment } from '../kit/deployment.ts';
import { type EventsFile, type EventsFileOptions, writeEventsFile } from '../kit/events-file.ts';
import type { Pintd } from '../kit/pintd.ts';
import type { Random } from '../kit/random.ts';
import type { SandboxProcess } from '../kit/sandbox/sandbox.ts';
import { addsUp, type Verdict, verifyJob } from '../kit/verdict.ts';
import type { Executor, Kill, Phase, Victim } from './kill.ts';

export const CALLS_IN_FLIGHT = 8;
export const BATCH = 100;
export const ACCOUNT = '549764609761';

/** Slow responses, so that a job outlasts many kills, with different latencies, so that they arrive out of order. */
const LATENCY = [{ match: { call: { every: 3 } }, do: { latencyMs: 500 } }, { do: { latencyMs: 150 } }];

interface KillFacts {
  readonly victim: Victim;
  readonly phase: Phase | ((job: Job | undefined) => Phase);
  readonly job?: number;
}

export interface KillTestOptions {
  readonly name: string;
  readonly folder: string;
  readonly port: number;
  readonly random: Random;
  /** The part of the console that executes or reads jobs; without it, this process reads them. */
  readonly console?: ConsoleKind;
}

/** One data folder with its own sandbox, in which jobs are executed and their executors killed. */
export class KillTest {
  readonly options: KillTestOptions;
  readonly kills: Kill[] = [];
  readonly verdicts: Verdict[] = [];
  /** The number of statuses that were read. */
  polls = 0;
  /** Statuses whose counters did not add up. */
  readonly badSums: string[] = [];
  /** Incomplete uploads for which there was a job or a call. */
  readonly halfUploads: string[] = [];
  /** Maximum of records sent again because of one kill. */
  mostResent = 0;
  readonly tooManyResent: string[] = [];
  readonly #deployment: Deployment;
  #callsBefore = 0;
  #watcher: Promise<Runtime> | undefined;
  readonly #resent = new Map<number, number>();

  private constructor(options: KillTestOptions, deployment: Deployment) {
    this.options = options;
    this.#deployment = deployment;
  }

  static async open(options: KillTestOptions): Promise<KillTest> {
    const settings = { PINTD_MAX_EVENTS_PER_CALL: String(BATCH), PINTD_CALLS_IN_FLIGHT: String(CALLS_IN_FLIGHT) };
    return new KillTest(options, await Deployment.open({ ...options, settings, script: LATENCY }));
  }

  get sandbox(): SandboxProcess {
    return this.#deployment.sandbox;
  }

  get pintd(): Pintd {
    return this.#deployment.pintd;
  }

  get console(): Console {
    return this.#deployment.console;
  }

  async close(): Promise<void> {
    await (await this.#watcher)?.close();
    await this.#deployment.close();
  }

  writeFile(
    name: string,
    options: Pick<EventsFileOptions, 'records' | 'invalidFirstRecordCount'>,
  ): Promise<EventsFile> {
    const fullName = `${this.options.name}-${name}`;
    const path = join(this.options.folder, `${fullName}.csv`);
    return writeEventsFile({ path, name: fullName, random: this.options.random.for(fullName), ...options });
  }

  /** Has the executor create a job for the file. */
  async createJob(executor: Executor, file: EventsFile): Promise<number> {
    this.#callsBefore = await this.sandbox.received.update();
    return executor.createJob(file, async (job) => (await this.poll(job)) !== undefined);
  }

  /** Reads the status once, if a process responds, and checks that its counters add up. */
  async poll(job: number): Promise<JobState | undefined> {
    const status = await this.#statusOf(job);
    if (!status) return undefined;
    this.polls += 1;
    if (!addsUp(status.records)) this.badSums.push(`job ${job}: ${JSON.stringify(status.records)}`);
    return status.state;
  }

  /** Waits until a call has started after `since`, or the job has ended. Returns whether the job is still running. */
  async waitForProgress(executor: Executor, job: number, since: number, withinMs = 30_000): Promise<boolean> {
    const { received } = this.sandbox;
    const until = performance.now() + withinMs;
    let seen = received.calls.length;
    while (performance.now() < until) {
      await received.update();
      if (received.calls.slice(seen).some(({ at }) => at > since)) return true;
      seen = received.calls.length;
      const state = await this.poll(job);
      if (state !== undefined && isFinal(state)) return false;
      await wait(20);
    }
    const state = await this.poll(job);
    throw new Error(`job ${job} is ${state} and has made no progress for ${withinMs} ms\n${executor.output}`);
  }

  /** Kills the executor and inspects the database. */
  async kill(executor: Executor, job: number, file: EventsFile): Promise<Kill> {
    const victim = await executor.kill(this.options.random);
    const wasCalled = (await this.sandbox.received.update()) > this.#callsBefore;
    return this.recordKill({ victim, phase: (stored) => phaseOf(stored, file, wasCalled), job });
  }

  /** Inspects the database after a kill. */
  async recordKill({ victim, phase, job = 0 }: KillFacts): Promise<Kill> {
    const copy = join(this.options.folder, `copy-${this.kills.length}`);
    const { integrity, job: stored, unanswered } = await inspectDatabase(this.#deployment, copy, job);
    if (stored && !addsUp(stored.records))
      this.badSums.push(`job ${job} when killed: ${JSON.stringify(stored.records)}`);
    if (stored) this.#checkResent(job, stored.resentAfterUnknown - unanswered * BATCH);
    const kill = { victim, integrity, phase: typeof phase === 'string' ? phase : phase(stored), resumedMs: undefined };
    this.kills.push(kill);
    return kill;
  }

  /** Finishes a job without further kills, and compares it with its file. */
  async finishAndVerify(executor: Executor, job: number, file: EventsFile, withinMs = 300_000): Promise<void> {
    executor.ensureRunning(job);
    const until = performance.now() + withinMs;
    for (let state = await this.poll(job); !state || !isFinal(state); state = await this.poll(job)) {
      if (performance.now() > until) throw new Error(`job ${job} is stuck: ${state}\n${executor.output}`);
      await wait(100);
    }
    const { received } = this.sandbox;
    await received.update();
    const shown = await this.pintd.show(job);
    const rejected = await this.pintd.rejected(job);
    const calls = received.calls.slice(this.#callsBefore);
    this.verdicts.push(await verifyJob({ job: shown, file, account: ACCOUNT, received, calls, rejected }));
    const unanswered = await countUnanswered(this.#deployment, job);
    this.#checkResent(job, shown.resent_after_unknown - unanswered * BATCH);
  }

  async #statusOf(job: number): Promise<Pick<Job, 'state' | 'records'> | undefined> {
    if (this.options.console) return this.console.job(job);
    this.#watcher ??= openRuntime(readEnv(this.#deployment.settings), 'watcher');
    return (await this.#watcher).jobs.find(job);
  }

  /** Attributes to the last kill the records that were sent again since this method was last called. */
  #checkResent(job: number, resent: number): void {
    const added = resent - (this.#resent.get(job) ?? 0);
    this.mostResent = Math.max(this.mostResent, added);
    if (added > CALLS_IN_FLIGHT * BATCH) {
      const { victim, phase } = this.kills.at(-1) ?? {};
      this.tooManyResent.push(`${added} in job ${job} of ${this.options.name}, after a kill of ${victim} (${phase})`);
    }
    this.#resent.set(job, resent);
  }
}

function phaseOf(job: Job | undefined, { records }: EventsFile, wasCalled: boolean): Phase {
  if (!job) return 'upload';
  if (isFinal(job.state)) return 'over';
  if (!wasCalled) return 'parse';
  return job.records.read < records ? 'send' : 'finish';
}
