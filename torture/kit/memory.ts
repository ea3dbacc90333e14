import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Program } from './process.ts';

/** Watches the peak memory of a process, in MB. Linux records it; elsewhere the figure is NaN. */
export function peakMemory(program: Program): () => Promise<number> {
  let peak = Number.NaN;
  const watching = (async () => {
    while (program.isAlive) {
      const status = await readFile(`/proc/${program.pid}/status`, 'utf8').catch(() => '');
      const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
      if (kilobytes !== undefined) peak = Number(kilobytes) / 1024;
      await wait(100);
    }
  })();
  return async () => {
    await watching;
    return peak;
  };
}
