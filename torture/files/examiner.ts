import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Program } from '../kit/process.ts';
import type { Report, Task } from './task.ts';

/** Examines files in another process, which is restarted after a crash or hang. */
export class Examiner {
  readonly #sandboxUrl: string;
  readonly #folder: string;
  #program: Program | undefined;
  #memory = 0;

  /** `folder` receives the temporary files of the process. */
  constructor(sandboxUrl: string, folder: string) {
    this.#sandboxUrl = sandboxUrl;
    this.#folder = folder;
  }

  /** Peak memory over all processes, in MB. */
  get peakMemory(): number {
    return this.#memory;
  }

  /** Undefined if the file takes longer than `limitMs`. */
  async examine(task: Task, limitMs: number): Promise<Report | undefined> {
    this.#program ??= await this.#start();
    const { child, ended } = this.#program;
    const stop = new AbortController();
    const report = once(child, 'message', { signal: stop.signal }).then(([message]) => message as Report);
    const timeout = wait(limitMs, undefined, { signal: stop.signal });
    const died = ended.then(({ err }): Report => ({ ...DIED, crash: err }));
    child.send(task);
    const result = await Promise.race([report, timeout, died]).finally(() => stop.abort());
    void Promise.allSettled([report, timeout]);
    if (!result || result.crash !== undefined) await this.stop();
    if (result) this.#memory = Math.max(this.#memory, result.peakMemory);
    return result ?? undefined;
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
