/** The current time, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** By how many milliseconds this clock may differ from those of other processes; 0 if omitted, as on one machine. */
  readonly toleranceMs?: number;
}
