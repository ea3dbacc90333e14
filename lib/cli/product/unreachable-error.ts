import { UserError } from '../../core/errors.ts';

export function unreachableError(endpoint: string, cause: unknown): UserError {
  return new UserError('endpoint_unreachable', { endpoint, reason: reasonOf(cause) }, { cause });
}

/** The code of the network error, which fetch wraps in its own. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
}
