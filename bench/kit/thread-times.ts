import { readdir, readFile } from 'node:fs/promises';

/** The threads of an exporting process, by what they do. */
export const THREADS = ['the thread that prepares', 'the thread that sends', "V8's helpers", 'others'] as const;
export type ThreadTimes = Readonly<Record<(typeof THREADS)[number], number>>;

/** The names that Node gives to its threads. */
const KINDS: Readonly<Record<string, (typeof THREADS)[number]>> = {
  WorkerThread: 'the thread that prepares',
  'node-MainThread': 'the thread that sends',
  'node-V8Worker': "V8's helpers",
};

const NANOSECONDS = 1e9;

/** Processor time of a process by kind of thread. Linux only: elsewhere, all times are 0. */
export class ThreadClock {
  readonly #folder: string;
  /** The last known time of each thread, kept after the thread has ended. */
  readonly #threads = new Map<string, { readonly kind: (typeof THREADS)[number]; readonly seconds: number }>();

  constructor(pid: number) {
    this.#folder = `/proc/${pid}/task`;
  }

  /** Seconds so far. For a thread that has ended, the time after its last read is missing. */
  async read(): Promise<ThreadTimes> {
    for (const thread of await readdir(this.#folder).catch(() => [])) await this.#readThread(thread);
    const times = { 'the thread that prepares': 0, 'the thread that sends': 0, "V8's helpers": 0, others: 0 };
    for (const { kind, seconds } of this.#threads.values()) times[kind] += seconds;
    return times;
  }

  async #readThread(thread: string): Promise<void> {
    // A thread may end before its files are read.
    const [name, spent] = await Promise.all(
      ['comm', 'schedstat'].map((file) => readFile(`${this.#folder}/${thread}/${file}`, 'utf8').catch(() => '')),
    );
    if (!name || !spent) return;
    const seconds = Number(spent.split(' ')[0]) / NANOSECONDS;
    this.#threads.set(thread, { kind: KINDS[name.trim()] ?? 'others', seconds });
  }
}
