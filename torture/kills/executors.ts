import type { Console } from '../kit/console.ts';
import { type Pintd, resultOf } from '../kit/pintd.ts';
import type { Program } from '../kit/process.ts';
import type { Random } from '../kit/random.ts';
import { ACCOUNT, type Executor, type Victim } from './arena.ts';

/** The parent starts a worker that died ever more slowly: after so many deaths in a row everything is killed. */
const WORKER_DEATHS = 2;

/** The console's worker executes; what dies is the worker alone, or parent, web process and worker at once. */
export class ConsoleExecutor implements Executor {
  readonly #console: Console;
  #workerDeaths = 0;
  #startedAt = Date.now();

  constructor(console: Console) {
    this.#console = console;
  }

  get output(): string {
    return this.#console.output;
  }

  begin(): number {
    if (!this.#console.isRunning) {
      this.#console.start();
      this.#startedAt = Date.now();
    }
    return this.#startedAt;
  }

  async kill(random: Random): Promise<Victim> {
    if (this.#workerDeaths < WORKER_DEATHS && random.chance(0.6)) {
      this.#workerDeaths += 1;
      await this.#console.killWorker();
      this.#startedAt = Date.now();
      return 'worker';
    }
    return this.killUpload();
  }

  async beginUpload(bytes: Uint8Array): Promise<void> {
    this.begin();
    await this.#console.ready();
    await this.#console.beginUpload(bytes);
  }

  async killUpload(): Promise<Victim> {
    this.#workerDeaths = 0;
    await this.#console.killAll();
    return 'console';
  }

  stop(): Promise<void> {
    return this.#console.killAll();
  }
}

/** A command in the foreground executes: `pintd job:resume`, where no other is given. */
export class CliExecutor implements Executor {
  readonly #pintd: Pintd;
  readonly #resume: (job: number) => Program;
  #program: Program | undefined;

  constructor(pintd: Pintd, resume = (job: number) => pintd.start(['job:resume', String(job)], { group: true })) {
    this.#pintd = pintd;
    this.#resume = resume;
  }

  get output(): string {
    return `${this.#program?.out}${this.#program?.err}${this.#program?.isAlive ? 'It is alive.' : 'It has ended.'}`;
  }

  begin(job: number): number {
    if (!this.#program?.isAlive) this.#program = this.#resume(job);
    return this.#program.startedAt;
  }

  async kill(): Promise<Victim> {
    await this.#program?.kill();
    return 'cli';
  }

  async beginUpload(bytes: Uint8Array): Promise<void> {
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
