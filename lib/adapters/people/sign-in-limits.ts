import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 15 * 60;
/** Failed attempts in the window. An address may be that of a whole office. */
const BY_ACCOUNT = 10;
const BY_KNOWN_BROWSER = 20;
const BY_ADDRESS = 100;

export interface Attempt {
  readonly email: string;
  /** The client's network address. */
  readonly address: string;
  /** The digest of a browser in which the person has signed in before: guesses of strangers do not count there. */
  readonly knownBrowser: string | undefined;
}

/**
 * Limits failed attempts to sign in, by address and by account. A browser that the person has used before has a limit of its own, so that
 * others cannot lock the person out. Kept in memory, since one process serves all pages.
 */
export class SignInLimits {
  readonly #accounts = new RateLimiterMemory({ points: BY_ACCOUNT, duration: WINDOW_SECONDS });
  readonly #browsers = new RateLimiterMemory({ points: BY_KNOWN_BROWSER, duration: WINDOW_SECONDS });
  readonly #addresses = new RateLimiterMemory({ points: BY_ADDRESS, duration: WINDOW_SECONDS });

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
      [this.#addresses, address],
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
