import type { SendResult } from '../../core/notification/notification.ts';

type Failure = Extract<SendResult, { ok: false }>;

/** Our error code for each error code of Node.js and of the mail library. */
const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection_refused',
  ENOTFOUND: 'name_unknown',
  EAI_AGAIN: 'name_unknown',
  EDNS: 'name_unknown',
  ETIMEDOUT: 'timed_out',
  TimeoutError: 'timed_out',
  ECONNRESET: 'connection_lost',
  ECONNECTION: 'connection_lost',
  EAUTH: 'login_refused',
  ENOAUTH: 'login_refused',
  ETLS: 'tls_failed',
};

/**
 * Describes a failed try by our code, and by the code of the error or of the mail server's response, never by a text,
 * which may contain anything.
 */
export function failureOf(error: unknown): Failure {
  const reason = reasonOf(error);
  const status = statusOf(error);
  if (status !== undefined && CODES[reason] === undefined)
    return { ok: false, code: 'mail_refused', params: { status } };
  return { ok: false, code: codeFor(error, reason), params: { reason } };
}

function codeFor(error: unknown, reason: string): string {
  if (isPrivate(error)) return 'private_address';
  return CODES[reason] ?? (isTls(reason) ? 'tls_failed' : 'not_sent');
}

/** The response code of a mail server. */
function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : undefined;
}

/** The code of an error: its own, that of its first try (there is one per address), or that of its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof AggregateError && !('code' in error)) return reasonOf(error.errors[0]);
  if ('originalCode' in error && typeof error.originalCode === 'string') return error.originalCode;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : reasonOf(error.cause);
}

/** Recognizes the filter's error for a private address by its message, because it has no code. */
function isPrivate(error: unknown): boolean {
  return error instanceof Error && /is (?:private|meta) IP address/i.test(error.message);
}

function isTls(reason: string): boolean {
  return /^ERR_(?:TLS|SSL)|CERT|SELF_SIGNED|UNABLE_TO_/.test(reason);
}
