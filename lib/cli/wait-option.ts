import { InvalidArgumentError, Option } from 'commander';

/** `--wait[=SECONDS]`: how long to wait, in seconds; infinite where the flag says no more. */
export function waitOption(what = 'wait until the job has ended, or for so many seconds'): Option {
  return new Option('-w, --wait [seconds]', what).argParser(seconds);
}

/** Ends when nobody is to wait any longer; undefined where that is never. */
export function deadlineOf(wait: number): AbortSignal | undefined {
  return Number.isFinite(wait) ? AbortSignal.timeout(wait * 1000) : undefined;
}

function seconds(word: string): number {
  if (word === '') return Number.POSITIVE_INFINITY;
  // Timers take no more than 24 days.
  if (!/^\d{1,6}$/.test(word)) throw new InvalidArgumentError('It must be a whole number of seconds, up to 999999.');
  return Number(word);
}
