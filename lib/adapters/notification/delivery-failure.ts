import type { Delivery } from '../../core/notification/notification.ts';

type Failure = Extract<Delivery, { ok: false }>;

/** The system's codes by the text that says what to do about them. */
const KNOWN: Readonly<Record<string, string>> = {
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

/** What a failed try is told as: a code of ours and a code of the system's, never a text, which may hold anything. */
export function failureOf(error: unknown): Failure {
  const reason = reasonOf(error);
  const status = statusOf(error);
  if (status !== undefined && KNOWN[reason] === undefined)
    return { ok: false, code: 'mail_refused', params: { status } };
  const code = isPrivate(error) ? 'private_address' : (KNOWN[reason] ?? (isTls(reason) ? 'tls_failed' : 'not_sent'));
  return { ok: false, code, params: { reason } };
}

/** What a mail server answered. */
function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : undefined;
}

/** Of an error that stands for several tries (one an address), the first one's code; else that of what lies behind it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof AggregateError && !('code' in error)) return reasonOf(error.errors[0]);
  if ('originalCode' in error && typeof error.originalCode === 'string') return error.originalCode;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : reasonOf(error.cause);
}

/** The filter has no code of its own. */
function isPrivate(error: unknown): boolean {
  return error instanceof Error && /is (?:private|meta) IP address/i.test(error.message);
}

function isTls(reason: string): boolean {
  return /^ERR_(?:TLS|SSL)|CERT|SELF_SIGNED|UNABLE_TO_/.test(reason);
}
