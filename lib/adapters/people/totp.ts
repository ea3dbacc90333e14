import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** The settings that RFC 6238 recommends and every authenticator app supports. */
const SETTINGS = { issuer: 'Conversion Console', algorithm: 'SHA1', digits: 6, period: 30 };
const SECRET_BYTES = 20;
/**
 * The code before and the code after the current one are accepted, too, because clocks differ and typing takes time.
 */
const WINDOW_STEPS = 1;

/** Codes of authenticator apps. */
export const totp = {
  /** A new secret in base32. */
  newSecret: (): string => new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32,

  /** The content of a QR code for an app. */
  uriOf: (secret: string, label: string): string => new TOTP({ ...SETTINGS, label, secret }).toString(),

  /** The time step of a code; undefined if it is not valid at `now`, in milliseconds. */
  stepOf(secret: string, code: string, now: number): number | undefined {
    const delta = new TOTP({ ...SETTINGS, secret }).validate({ token: code, timestamp: now, window: WINDOW_STEPS });
    return delta === null ? undefined : Math.floor(now / (SETTINGS.period * 1000)) + delta;
  },
};
