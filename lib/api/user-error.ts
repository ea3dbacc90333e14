import { randomUUID } from 'node:crypto';
import { machineFaultOf } from '../adapters/store/database/machine-fault.ts';
import { UserError } from '../core/errors.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** What a program is told. What a person did not cause is not told in detail: it is logged under the id that the text names. */
export function userErrorOf(error: unknown, { logger }: Pick<Runtime, 'logger'>): UserError {
  if (machineFaultOf(error) === 'busy') return new UserError('database_busy');
  if (error instanceof UserError) return error;
  const request = randomUUID();
  logger.error({ request, err: error }, 'an API request failed');
  return new UserError('unexpected', { request });
}
