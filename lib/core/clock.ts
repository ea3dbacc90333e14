/** The current time, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** By how many milliseconds it may differ from the clocks of other processes; 0 if left out, as on one machine. */
  readonly toleranceMs?: number;
}

/** A clock with which a process waits. */
export interface SleepingClock extends Clock {
  /** Rejects with the signal's reason. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
