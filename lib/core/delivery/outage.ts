import type { LogLine } from './ledger.ts';

/**
 * Why a job waits for the receiving service. unreachable: no connection, so nothing was sent. failing: its responses do
 * not show whether events were accepted. silent: a call has no response yet.
 */
export interface Outage {
  readonly kind: 'unreachable' | 'failing' | 'silent';
  /** The system's error code, such as ECONNREFUSED; empty if there is none. */
  readonly reason: string;
  /** Milliseconds since 1970, like all times here. */
  readonly since: number;
  /** When the next try starts; null if one is under way, or none is automatic. */
  readonly retryAt: number | null;
  /** Whether the product retries without a person. */
  readonly retriesAutomatically: boolean;
}

/** A shorter outage is not reported, because it is over before anyone reads about it. */
const REPORTED_AFTER_MS = 2000;
const SILENT_AFTER_MS = 3000;

// Codes of log lines about calls without a usable response.
/** Nothing was sent. */
const UNREACHABLE = 'batch_unreachable';
/** The events may have been sent. */
const UNKNOWN = 'batch_unknown';
/** This line does not show whether the service is reachable. */
const BUSY = 'batch_busy';

/** The outage that a running job's log shows: calls have failed since its last line about anything else. */
export function outageInLog(lines: readonly LogLine[], now: number): Outage | undefined {
  const isFailure = ({ code }: LogLine) => code === UNREACHABLE || code === UNKNOWN;
  const lastOtherLine = lines.findLastIndex((line) => !isFailure(line) && line.code !== BUSY);
  const failures = lines.slice(lastOtherLine + 1).filter(isFailure);
  const first = failures[0];
  const last = failures.at(-1);
  if (!first || !last || now - first.at < REPORTED_AFTER_MS) return undefined;
  const retries = failures.map(({ at, params }) => at + Number(params['milliseconds'])).filter((at) => at > now);
  return {
    kind: failures.some(({ code }) => code === UNKNOWN) ? 'failing' : 'unreachable',
    reason: String(last.params['reason'] ?? ''),
    since: first.at,
    retryAt: retries.length === 0 ? null : Math.min(...retries),
    retriesAutomatically: true,
  };
}

/** The outage of a running job whose call, sent at `sentAt`, has had no response for a while. */
export function silentOutage(sentAt: number | undefined, now: number): Outage | undefined {
  if (sentAt === undefined || now - sentAt < SILENT_AFTER_MS) return undefined;
  return { kind: 'silent', reason: '', since: sentAt, retryAt: null, retriesAutomatically: true };
}

/** When an unreachable destination is tried next, and how often it was tried so far. */
export interface Probing {
  readonly tries: number;
  readonly retryAt: number;
}

const FIRST_PROBE_MS = 5000;
/** A destination that fails again this soon after its last probe was due is tried as rarely as before. */
const FORGOTTEN_AFTER_MS = 15 * 60_000;

export interface ProbingOptions {
  readonly now: number;
  readonly maxMs: number;
  /** From 0 to 1. */
  readonly random: number;
}

/**
 * The first probe of an outage. Keeps a probe that is already planned, or has been due for a short time. Replaces a
 * probe further ahead than the maximum: since it was planned, the maximum was lowered, or the clock was set back.
 */
export function firstProbe(planned: Probing | undefined, options: ProbingOptions): Probing {
  const { now, maxMs } = options;
  if (planned && now - planned.retryAt < FORGOTTEN_AFTER_MS && planned.retryAt - now <= maxMs) return planned;
  return { tries: 0, retryAt: now + probeDelay(0, options) };
}

/** The probe after one that was made now. */
export function nextProbe({ tries }: Probing, options: ProbingOptions): Probing {
  return { tries: tries + 1, retryAt: options.now + probeDelay(tries + 1, options) };
}

/** Between half and all of a span that doubles from 5 s up to the maximum. */
function probeDelay(tryCount: number, { maxMs, random }: ProbingOptions): number {
  const span = Math.min(maxMs, FIRST_PROBE_MS * 2 ** Math.min(tryCount, 20));
  return Math.round((span * (1 + random)) / 2);
}
