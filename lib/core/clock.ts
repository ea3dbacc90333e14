/** The current time, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** By how many milliseconds it may differ from the clocks of other processes; 0 if left out, as on one machine. */
  readonly toleranceMs?: number;
}
