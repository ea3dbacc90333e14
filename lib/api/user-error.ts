import { randomUUID } from 'node:crypto';
import { UserError } from '../core/errors.ts';
import { databaseErrorOf } from '../core/machine-fault.ts';
import type { Runtime } from '../runtime/runtime.ts';

/**
 * The error for API clients. An unexpected error is logged, and replaced by one without details, whose text contains
 * the id of the log entry.
 */
export function userErrorOf(error: unknown, { logger }: Pick<Runtime, 'logger'>): UserError {
  const expected = error instanceof UserError ? error : databaseErrorOf(error);
  if (expected) return expected;
  const requestId = randomUUID();
  logger.error({ request: requestId, err: error }, 'an API request failed');
  return new UserError('unexpected', { request: requestId });
}
