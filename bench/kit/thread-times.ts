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

/** Processor time of a process so far by kind of thread, in seconds. Linux only: elsewhere, all are 0. */
export async function threadTimesOf(pid: number): Promise<ThreadTimes> {
  const times = { 'the thread that prepares': 0, 'the thread that sends': 0, "V8's helpers": 0, others: 0 };
  const folder = `/proc/${pid}/task`;
  for (const thread of await readdir(folder).catch(() => [])) {
    // A thread may end in between.
    const [name, spent] = await Promise.all(
      ['comm', 'schedstat'].map((file) => readFile(`${folder}/${thread}/${file}`, 'utf8').catch(() => '')),
    );
    times[KINDS[name?.trim() ?? ''] ?? 'others'] += Number(spent?.split(' ')[0] ?? 0) / NANOSECONDS;
  }
  return times;
}
