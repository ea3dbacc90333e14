import type { SignInMethod } from './second-factor.ts';

/** A browser that is signed in. Times are milliseconds since 1970. */
export interface Session {
  readonly id: number;
  readonly person: number;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly address: string;
  readonly browser: string;
  readonly method: SignInMethod;
  /** When the person last proved who they are, as far as known: when signing in, or before a sensitive action. */
  readonly provedAt: number;
}

const HOUR = 60 * 60 * 1000;
/** How long a session lasts without use. */
export const IDLE_MS = 12 * HOUR;
/** How long a session lasts at most. */
export const SESSION_MS = 7 * 24 * HOUR;
/** How long a sign-in waits for a second factor. */
export const PENDING_SIGN_IN_MS = 5 * 60 * 1000;

/** The clocks of several machines differ by less than this. */
const MAX_AHEAD_MS = 10 * 60 * 1000;

/**
 * Whether a session has ended. A session whose last use is in the future has ended, too: the clock was ahead at that
 * use, and the session could otherwise outlast its limits.
 */
export function hasEnded({ createdAt, lastUsedAt }: Pick<Session, 'createdAt' | 'lastUsedAt'>, now: number): boolean {
  const end = Math.min(createdAt + SESSION_MS, lastUsedAt + IDLE_MS);
  return end <= now || lastUsedAt - now > MAX_AHEAD_MS;
}

/** Patterns of User-Agent headers. The first that matches counts: most browsers also name others in the header. */
const BROWSERS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** Browser and system in a User-Agent header; null where unknown. */
export function browserOf(userAgent: string): { readonly browser: string | null; readonly system: string | null } {
  const find = (patterns: typeof BROWSERS) => patterns.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
  return { browser: find(BROWSERS), system: find(SYSTEMS) };
}
