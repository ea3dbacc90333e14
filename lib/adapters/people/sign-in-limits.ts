import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../../core/network/client-network.ts';

/** Failed attempts in a window of time. */
interface Limits {
  readonly seconds: number;
  readonly byAccount: number;
  readonly byKnownBrowser: number;
  /** An address may be that of a whole office; the addresses of a /64 of IPv6 count as one. */
  readonly byAddress: number;
}

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

export const PASSWORD_LIMITS: Limits = { seconds: 15 * MINUTE, byAccount: 10, byKnownBrowser: 20, byAddress: 100 };
/** Of questions for a passkey, each of which is stored for a while. */
export const CHALLENGE_LIMITS: Limits = { seconds: 5 * MINUTE, byAccount: 100, byKnownBrowser: 100, byAddress: 100 };
/** Three of a million codes are valid at a time: in a year, strangers who know the password find one with a chance of one per cent. */
export const CODE_LIMITS: Limits = { seconds: DAY, byAccount: 10, byKnownBrowser: 30, byAddress: 100 };

export interface Attempt {
  readonly email: string;
  /** The client's network address. */
  readonly address: string;
  /** The digest of a browser in which the person has signed in before: guesses of strangers do not count there. */
  readonly knownBrowser: string | undefined;
}

/**
 * Limits failed attempts to sign in or to enter a code, by address and by account. A browser that the person has used before has a limit of its own, so that
 * others cannot lock the person out. Kept in memory, since one process serves all pages.
 */
export class SignInLimits {
  readonly #accounts: RateLimiterMemory;
  readonly #browsers: RateLimiterMemory;
  readonly #addresses: RateLimiterMemory;

  constructor({ seconds: duration, byAccount, byKnownBrowser, byAddress }: Limits) {
    this.#accounts = new RateLimiterMemory({ points: byAccount, duration });
    this.#browsers = new RateLimiterMemory({ points: byKnownBrowser, duration });
    this.#addresses = new RateLimiterMemory({ points: byAddress, duration });
  }

  /** Counts an attempt before it is checked, so that none passes beside others. Returns the seconds to wait, 0 for none. */
  async begin(attempt: Attempt): Promise<number> {
    for (const [limiter, key] of this.#limitsOf(attempt)) {
      const seconds = await waitOf(limiter, key);
      if (seconds > 0) return seconds;
    }
    return 0;
  }

  /** Takes back an attempt that succeeded. */
  async succeed(attempt: Attempt): Promise<void> {
    await Promise.all(this.#limitsOf(attempt).map(([limiter, key]) => limiter.reward(key)));
  }

  #limitsOf({ email, address, knownBrowser }: Attempt): readonly (readonly [RateLimiterMemory, string])[] {
    if (knownBrowser !== undefined) return [[this.#browsers, `${knownBrowser} ${email}`]];
    return [
      [this.#addresses, networkOf(address)],
      [this.#accounts, email],
    ];
  }
}

async function waitOf(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    return Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000);
  }
}
