/** Does work that reads, decides and writes: all of it happens, or nothing. What it calls belongs to it; it waits for nothing else. */
export type InOneTransaction = <T>(work: () => Promise<T>) => Promise<T>;
