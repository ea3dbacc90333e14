import { setTimeout as wait } from 'node:timers/promises';
import type { Console } from '../kit/console.ts';
import type { EventsFile } from '../kit/events-file.ts';
import { type Pintd, resultOf } from '../kit/pintd.ts';
import type { Program } from '../kit/process.ts';
import type { Random } from '../kit/random.ts';
import type { Executor, Victim } from './kill.ts';
import { ACCOUNT } from './kill-test.ts';

/** After this many worker deaths in a row, everything is killed, because the parent delays each restart longer. */
const MAX_WORKER_DEATHS = 2;

/** The console's worker executes jobs. Kills the worker alone, or parent, web process and worker at once. */
export class ConsoleExecutor implements Executor {
  readonly #console: Console;
  readonly #pintd: Pintd;
  #workerDeaths = 0;
  #startedAt = Date.now();

  constructor(console: Console, pintd: Pintd) {
    this.#console = console;
    this.#pintd = pintd;
  }

  get output(): string {
    return this.#console.output;
  }

  createJob({ path }: EventsFile): Promise<number> {
    return this.#pintd.enqueue(path, { ad_account_id: ACCOUNT });
  }

  ensureRunning(): number {
    if (!this.#console.isRunning) {
      this.#console.start();
      this.#startedAt = Date.now();
    }
    return this.#startedAt;
  }

  async kill(random: Random): Promise<Victim> {
    if (this.#workerDeaths < MAX_WORKER_DEATHS && random.chance(0.6)) {
      this.#workerDeaths += 1;
      await this.#console.killWorker();
      this.#startedAt = Date.now();
      return 'worker';
    }
    return this.#killAll();
  }

  async startUpload(bytes: Uint8Array): Promise<void> {
    this.ensureRunning();
    await this.#console.waitUntilReady();
    await this.#console.startUpload(bytes);
  }

  killUpload(): Promise<Victim> {
    return this.#killAll();
  }

  stop(): Promise<void> {
    return this.#console.killAll();
  }

  async #killAll(): Promise<Victim> {
    this.#workerDeaths = 0;
    await this.#console.killAll();
    return 'console';
  }
}

/** `pintd export` executes a job in the foreground and, after its death, `pintd job:resume` does. */
export class CliExecutor implements Executor {
  readonly #pintd: Pintd;
  #program: Program | undefined;
  #jobs = 0;

  constructor(pintd: Pintd) {
    this.#pintd = pintd;
  }

  /** The command prints its job only at the end; the ID is the next number. */
  async createJob({ path }: EventsFile, jobExists: (job: number) => Promise<boolean>): Promise<number> {
    const args = ['export', path, '--result', resultOf({ ad_account_id: ACCOUNT })];
    this.#program = this.#pintd.start(args, { group: true });
    this.#jobs += 1;
    while (!(await jobExists(this.#jobs))) {
      if (!this.#program.isAlive) throw new Error(`pintd export ended without a job: ${this.#program.err}`);
      await wait(10);
    }
    return this.#jobs;
  }

  get output(): string {
    if (!this.#program) return 'No process was started.';
    const { out, err, isAlive } = this.#program;
    return [out, err, isAlive ? 'The process is running.' : 'The process has ended.'].filter(Boolean).join('\n');
  }

  ensureRunning(job: number): number {
    if (!this.#program?.isAlive) this.#program = this.resume(job);
    return this.#program.startedAt;
  }

  protected resume(job: number): Program {
    return this.#pintd.start(['job:resume', String(job)], { group: true });
  }

  async kill(): Promise<Victim> {
    await this.#program?.kill();
    return 'pintd';
  }

  async startUpload(bytes: Uint8Array): Promise<void> {
    const args = ['export', '-', '--result', resultOf({ ad_account_id: ACCOUNT })];
    this.#program = this.#pintd.start(args, { group: true });
    this.#program.child.stdin?.write(bytes);
  }

  killUpload(): Promise<Victim> {
    return this.kill();
  }

  async stop(): Promise<void> {
    await this.#program?.kill();
  }
}
