import type { Clock } from '../../../core/clock.ts';
import { networkOf } from '../../../core/network/client-network.ts';
import { sha256 } from '../../delivery/sha256.ts';
import type { Database } from '../database/database.ts';

/** How many attempts are allowed in a window of time, not counting those that `succeed` takes back. */
interface Limits {
  /** The name under which attempts are counted. */
  readonly name: string;
  /** The length of the window. */
  readonly seconds: number;
  readonly byAccount: number;
  readonly byKnownBrowser: number;
  /** A whole office may share an address; the addresses of a /64 of IPv6 are one network. */
  readonly byNetwork: number;
}

const MINUTE_SECONDS = 60;
const DAY_SECONDS = 24 * 60 * MINUTE_SECONDS;

export const PASSWORD_LIMITS: Limits = {
  name: 'password',
  seconds: 15 * MINUTE_SECONDS,
  byAccount: 10,
  byKnownBrowser: 20,
  byNetwork: 100,
};
/** Limits of passkey challenges and of requests to the identity provider, each of which is stored for a while. */
export const CHALLENGE_LIMITS: Limits = {
  name: 'challenge',
  seconds: 5 * MINUTE_SECONDS,
  byAccount: 100,
  byKnownBrowser: 100,
  byNetwork: 100,
};
/**
 * Three of a million codes are valid at a time, so attackers who know the password find one within a year with a
 * probability of one percent.
 */
export const CODE_LIMITS: Limits = {
  name: 'code',
  seconds: DAY_SECONDS,
  byAccount: 10,
  byKnownBrowser: 30,
  byNetwork: 100,
};

export interface SignInAttempt {
  readonly email: string;
  /** The client's network address. */
  readonly address: string;
  /**
   * The token of a browser in which the person has signed in before. Attempts from other browsers do not count against
   * it.
   */
  readonly knownBrowser: string | undefined;
}

interface CountRow {
  readonly points: number;
  readonly expire: number;
}

/**
 * A condition: the window of a count has ended. A window that ends more than two windows from now was begun before the
 * clock was set back. The bound is not one window, because concurrent attempts are not counted in the order in which
 * they read the clock.
 */
const HAS_ENDED = '(attempt_count.expire <= :now OR attempt_count.expire > :latest)';

const COUNT = `INSERT INTO attempt_count (key, points, expire) VALUES (:key, 1, :until)
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN ${HAS_ENDED} THEN 1 ELSE attempt_count.points + 1 END,
    expire = CASE WHEN ${HAS_ENDED} THEN excluded.expire ELSE attempt_count.expire END
  RETURNING points, expire`;

const TAKE_BACK = 'UPDATE attempt_count SET points = points - 1 WHERE key = ? AND points > 0 AND expire > ?';

/**
 * How many hexadecimal digits of a digest are used. This allows 65,536 rows for each kind of key, however many
 * networks and accounts are tried.
 */
const KEY_DIGITS = 4;

/**
 * Limits attempts to sign in or to enter a code, requests for passkey challenges, and requests to the identity
 * provider, by network and by account. A browser that the person has used before has a limit of its own, so that others
 * cannot lock the person out. Attempts are counted in the database, so that neither additional web processes nor a
 * restart allow more attempts.
 *
 * The key of a row is the beginning of a digest, so that attackers cannot fill the table, and networks are not stored.
 * Two accounts with the same key share a limit, which is then lower for both, never higher.
 */
export class AttemptLimits {
  readonly #counts: Database;
  readonly #clock: Clock;
  readonly #limits: Limits;

  /** `counts` is a port whose commits do not wait for the disk. */
  constructor(counts: Database, clock: Clock, limits: Limits) {
    this.#counts = counts;
    this.#clock = clock;
    this.#limits = limits;
  }

  /**
   * Counts an attempt before it is checked, so that concurrent attempts cannot exceed the limit. Returns the seconds to
   * wait; 0 if the attempt is allowed.
   */
  async begin(attempt: SignInAttempt): Promise<number> {
    for (const { key, max } of this.#limitsOf(attempt)) {
      const now = this.#clock.now();
      const windowMs = this.#limits.seconds * 1000;
      const params = { key, now, until: now + windowMs, latest: now + 2 * windowMs };
      const { points, expire } = (await this.#counts.get<CountRow>(COUNT, params)) as CountRow;
      if (points > max) return Math.ceil((expire - now) / 1000);
    }
    return 0;
  }

  /** Takes back an attempt that succeeded. */
  async succeed(attempt: SignInAttempt): Promise<void> {
    for (const { key } of this.#limitsOf(attempt)) await this.#counts.run(TAKE_BACK, [key, this.#clock.now()]);
  }

  #limitsOf({
    email,
    address,
    knownBrowser,
  }: SignInAttempt): readonly { readonly key: string; readonly max: number }[] {
    const { name, byNetwork, byAccount, byKnownBrowser } = this.#limits;
    const keyOf = (kind: string, value: string) => `${name} ${kind} ${sha256(value).slice(0, KEY_DIGITS)}`;
    if (knownBrowser !== undefined) return [{ key: keyOf('browser', `${knownBrowser} ${email}`), max: byKnownBrowser }];
    return [
      { key: keyOf('address', networkOf(address)), max: byNetwork },
      { key: keyOf('account', email), max: byAccount },
    ];
  }
}

/** Deletes counts whose windows have ended. */
export async function sweepAttemptCounts(counts: Database, clock: Clock): Promise<void> {
  await counts.run('DELETE FROM attempt_count WHERE expire <= ?', [clock.now()]);
}
