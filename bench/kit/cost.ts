/** The cost of a workload. */
export interface Cost {
  readonly records: number;
  readonly seconds: number;
  /** Processor time of all threads, in seconds; NaN if it was not measured. */
  readonly cpuSeconds: number;
  /** Peak resident memory of the process, in MB. */
  readonly peakMegabytes: number;
}

/** Does the work and reports its cost to the parent process. */
export async function reportCost(work: () => Promise<{ readonly records: number }>): Promise<void> {
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
