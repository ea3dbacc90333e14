import { readdir, readFile } from 'node:fs/promises';

/** The clock tick of Linux. */
const MS_PER_TICK = 10;

/** Whether the processor time of other processes can be read. */
export const isProcessorTimeKnown = process.platform === 'linux';

/** In ticks. */
interface Times {
  readonly pid: number;
  readonly parent: number;
  readonly own: number;
  /** The processor time of its children that have ended. */
  readonly endedChildren: number;
}

/** The processor time that processes and their children have used so far, in ms. */
export async function processorTimeOf(pids: readonly number[]): Promise<number> {
  const timesOrEnded = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(timesOf));
  const times = timesOrEnded.filter((time) => time !== undefined);
  const ofProcesses = times
    .filter(({ pid }) => pids.includes(pid))
    .map(({ own, endedChildren }) => own + endedChildren);
  const ofChildren = times.filter(({ parent }) => pids.includes(parent)).map(({ own }) => own);
  return [...ofProcesses, ...ofChildren].reduce((sum, ticks) => sum + ticks, 0) * MS_PER_TICK;
}

/** Undefined if the process has ended. */
async function timesOf(name: string): Promise<Times | undefined> {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
  // The name of the program is in parentheses and may contain anything. Fields are numbered as in proc(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  if (fields.length < 15) return undefined;
  return { pid: Number(name), parent: field(4), own: field(14) + field(15), endedChildren: field(16) + field(17) };
}
