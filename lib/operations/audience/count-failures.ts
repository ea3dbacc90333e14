import type { SegmentRule } from '../../core/audience/rules/rule.ts';
import type { Clock } from '../../core/clock.ts';

/** What a count depends on: the build, and the rules of the segment and of the segments that it refers to. */
export interface CountSubject {
  readonly segment: number;
  readonly build: number;
  readonly rules: readonly SegmentRule[];
}

interface Failure {
  /** The build and the rules of the failed count, as text. */
  readonly subject: string;
  readonly delayMs: number;
  readonly retryAt: number;
}

const HOUR_MS = 60 * 60 * 1000;
const MAX_DELAY_MS = 7 * 24 * HOUR_MS;

/**
 * The segments whose customers this process could not count. They are tried again at growing intervals, because most of
 * them fail until the rules or the build change. Such a change ends the wait.
 */
export class CountFailures {
  readonly #clock: Clock;
  readonly #failures = new Map<number, Failure>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  isDue(subject: CountSubject): boolean {
    const failure = this.#find(subject);
    if (failure === undefined) return true;
    const waitMs = failure.retryAt - this.#clock.now();
    // A wait longer than the delay means that the clock was set back.
    return waitMs <= 0 || waitMs > failure.delayMs;
  }

  add(subject: CountSubject): void {
    const before = this.#find(subject);
    const delayMs = before ? Math.min(2 * before.delayMs, MAX_DELAY_MS) : HOUR_MS;
    const failure = { subject: textOf(subject), delayMs, retryAt: this.#clock.now() + delayMs };
    this.#failures.set(subject.segment, failure);
  }

  delete(segment: number): void {
    this.#failures.delete(segment);
  }

  #find(subject: CountSubject): Failure | undefined {
    const failure = this.#failures.get(subject.segment);
    return failure?.subject === textOf(subject) ? failure : undefined;
  }
}

function textOf({ build, rules }: CountSubject): string {
  return JSON.stringify([build, rules]);
}
