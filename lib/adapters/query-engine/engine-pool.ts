import { EngineProcess } from './engine-process.ts';

const MAX_RESTING = 2;
/**
 * How long a process is kept: long enough for the next preview while a person edits a query. Then its memory is freed.
 */
const REST_MS = 20_000;

/** Engine processes that are kept between two requests, because starting one costs more than most previews. */
export class EnginePool {
  readonly #resting = new Map<EngineProcess, NodeJS.Timeout>();

  take(): EngineProcess {
    for (const [process, timer] of [...this.#resting].reverse()) {
      clearTimeout(timer);
      this.#resting.delete(process);
      if (process.isReusable) return process;
    }
    return new EngineProcess();
  }

  giveBack(process: EngineProcess): void {
    process.rest();
    if (this.#resting.size >= MAX_RESTING) {
      void process.kill();
      return;
    }
    const end = () => {
      this.#resting.delete(process);
      void process.kill();
    };
    this.#resting.set(process, setTimeout(end, REST_MS).unref());
  }
}
