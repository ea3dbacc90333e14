import { InvalidArgumentError, Option } from 'commander';

/** `--wait[=SECONDS]`: how long to wait; infinite without a number. */
export function waitOption(description = 'wait until the job has ended, or for this many seconds'): Option {
  return new Option('-w, --wait [seconds]', description).argParser(parseSeconds);
}

/** Without waiting, a command succeeds however its job ends. */
export const FAIL_ON_REJECT = 'with --wait: exit with 4 if a record was rejected or invalid';

/** Aborts when the waiting time is over; undefined if it is infinite. */
export function deadlineOf(wait: number): AbortSignal | undefined {
  return Number.isFinite(wait) ? AbortSignal.timeout(wait * 1000) : undefined;
}

function parseSeconds(word: string): number {
  if (word === '') return Number.POSITIVE_INFINITY;
  // Timers are limited to 24 days.
  if (!/^\d{1,6}$/.test(word)) throw new InvalidArgumentError('It must be a whole number of seconds, up to 999999.');
  return Number(word);
}
