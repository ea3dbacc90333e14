import { UserError } from '../core/errors.ts';

/** What is told of a server that `fetch` could not reach. */
export function unreachable(endpoint: string, cause: unknown): UserError {
  return new UserError('endpoint_unreachable', { endpoint, reason: reasonOf(cause) }, { cause });
}

/** The code of the network's own error, which fetch hides behind one of its own. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
}
