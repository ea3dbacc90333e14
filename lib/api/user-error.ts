import { randomUUID } from 'node:crypto';
import { UserError } from '../core/errors.ts';
import { machineFaultOf } from '../core/machine-fault.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** The error for API clients. An unexpected one is returned without details, and logged under the id in its text. */
export function userErrorOf(error: unknown, { logger }: Pick<Runtime, 'logger'>): UserError {
  if (machineFaultOf(error) === 'database_busy') return new UserError('database_busy');
  if (error instanceof UserError) return error;
  const request = randomUUID();
  logger.error({ request, err: error }, 'an API request failed');
  return new UserError('unexpected', { request });
}
