import { z } from 'zod';
import { UserError } from './errors.ts';

/**
 * The JSON in which TD describes where a result goes. Keys that a connector asks for are checked by the connector; here
 * only who is to send, and to what.
 */
const target = z.looseObject({
  type: z.string().optional(),
  access_token: z.string().optional(),
  td_authentication_id: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).optional(),
  authentication: z.string().optional(),
});

export type ResultTarget = z.output<typeof target>;

/** Throws UserError `result_malformed`. */
export function parseResultTarget(json: string): ResultTarget {
  try {
    return target.parse(JSON.parse(json));
  } catch (cause) {
    throw new UserError('result_malformed', {}, { cause });
  }
}
