import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Program } from '../kit/process.ts';
import type { Report, Task } from './task.ts';

/** Has files examined in another process, and starts that anew where one makes it crash or hang. */
export class Examiner {
  readonly #sandboxUrl: string;
  readonly #folder: string;
  #program: Program | undefined;
  #memory = 0;

  /** What the process leaves behind when it is killed lies in `folder`. */
  constructor(sandboxUrl: string, folder: string) {
    this.#sandboxUrl = sandboxUrl;
    this.#folder = folder;
  }

  /** Most memory that the process has had, in MB, over all of them. */
  get peakMemory(): number {
    return this.#memory;
  }

  /** Undefined for a file that is not done within so many milliseconds. */
  async examine(task: Task, limit: number): Promise<Report | undefined> {
    this.#program ??= await this.#start();
    const { child, ended } = this.#program;
    const stop = new AbortController();
    const report = once(child, 'message', { signal: stop.signal }).then(([message]) => message as Report);
    const tooLate = wait(limit, undefined, { signal: stop.signal });
    const died = ended.then(({ err }): Report => ({ ...DIED, crash: err }));
    child.send(task);
    const answer = await Promise.race([report, tooLate, died]).finally(() => stop.abort());
    void Promise.allSettled([report, tooLate]);
    if (!answer || answer.crash !== undefined) await this.stop();
    if (answer) this.#memory = Math.max(this.#memory, answer.peakMemory);
    return answer ?? undefined;
  }

  async stop(): Promise<void> {
    const program = this.#program;
    this.#program = undefined;
    await program?.kill();
  }

  async #start(): Promise<Program> {
    const program = new Program('torture/files/examine-process.ts', [this.#sandboxUrl], {
      settings: { TMPDIR: this.#folder },
    });
    await Promise.race([once(program.child, 'message'), program.ended]);
    return program;
  }
}

const DIED = { milliseconds: 0, peakMemory: 0 };
