/** What a piece of work took, as a process tells it to whoever started it. */
export interface Cost {
  readonly records: number;
  readonly seconds: number;
  /** Processor time of all threads, seconds. */
  readonly cpuSeconds: number;
  /** Peak resident memory of the process, MB. */
  readonly peakMegabytes: number;
}

/** Does the work and tells what it took. */
export async function tellCost(work: () => Promise<{ readonly records: number }>): Promise<void> {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const { records } = await work();
  const { user, system } = process.cpuUsage(before);
  const cost: Cost = {
    records,
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.send?.(cost);
}
