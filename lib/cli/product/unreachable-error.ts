import { UserError } from '../../core/errors.ts';

/** Codes of errors that end a connection before the server can get a request. */
const NOT_CONNECTED: readonly string[] = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
];
const TLS_ERROR = /^ERR_(?:SSL|TLS)|CERT|SELF_SIGNED|^UNABLE_TO_/;

/** `isChange`: whether the request changes something, so that it matters whether the server got it. */
export function unreachableError(endpoint: string, cause: unknown, isChange = false): UserError {
  const reason = reasonOf(cause);
  const isUnsent = NOT_CONNECTED.includes(reason) || TLS_ERROR.test(reason);
  const changeOutcome = isUnsent ? 'unsent' : 'lost';
  return new UserError(
    'endpoint_unreachable',
    { endpoint, reason, request: isChange ? changeOutcome : 'read' },
    { cause },
  );
}

/** The code of the network error, which fetch wraps in its own. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
}
