/** A TLS certificate. Times are milliseconds since 1970. */
export interface Certificate {
  readonly names: readonly string[];
  readonly validFrom: number;
  readonly validUntil: number;
}

const DAY = 24 * 60 * 60 * 1000;
const WARNING_MS = 14 * DAY;

/** Whether a certificate has expired, or expires so soon that it should have been renewed by now. */
export function expiryOf({ validFrom, validUntil }: Certificate, now: number): 'valid' | 'soon' | 'expired' {
  if (now >= validUntil) return 'expired';
  // Certificates that are valid for only a few days are renewed when a third of their validity is left.
  const warningMs = Math.min(WARNING_MS, (validUntil - validFrom) / 3);
  return validUntil - now < warningMs ? 'soon' : 'valid';
}

/** Whole days until a time; 0 on the last day and after it. */
export function daysUntil(time: number, now: number): number {
  return Math.max(0, Math.floor((time - now) / DAY));
}
