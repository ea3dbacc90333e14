import { readFile } from 'node:fs/promises';

/** Resident memory of a process in MB, on Linux; NaN elsewhere. */
export async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
