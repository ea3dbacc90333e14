/** The current time, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** By how many milliseconds it may differ from the time that all processes agree on; 0 if left out, as on one machine. */
  readonly toleranceMs?: number;
}
