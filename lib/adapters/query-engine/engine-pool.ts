import { EngineProcess } from './engine-process.ts';

const MAX_IDLE = 2;
/**
 * How long an idle process is kept: long enough for the next preview while a person edits a query. Then its memory is
 * freed.
 */
const IDLE_MS = 20_000;

/** Engine processes that are kept between two requests, because starting one costs more than most previews. */
export class EnginePool {
  readonly #idle = new Map<EngineProcess, NodeJS.Timeout>();

  take(): EngineProcess {
    for (const [process, timer] of [...this.#idle].reverse()) {
      clearTimeout(timer);
      this.#idle.delete(process);
      if (process.isReusable) return process;
    }
    return new EngineProcess();
  }

  giveBack(process: EngineProcess): void {
    process.release();
    if (this.#idle.size >= MAX_IDLE) {
      void process.kill();
      return;
    }
    const end = () => {
      this.#idle.delete(process);
      void process.kill();
    };
    this.#idle.set(process, setTimeout(end, IDLE_MS).unref());
  }
}
