import { z } from 'zod';
import { UserError } from '../errors.ts';
import { parseJson } from '../text/json-text.ts';

/** Longer numbers are not IDs, and PostgreSQL would refuse them. */
const idText = z.string().regex(/^\d{1,15}$/);

/**
 * The JSON with which TD describes the target of a result. Only connector type and authentication are checked here; the
 * connector checks its own keys.
 */
const target = z.looseObject({
  type: z.string().optional(),
  access_token: z.string().optional(),
  td_authentication_id: z.union([z.int(), idText.transform(Number)]).optional(),
  authentication: z.string().optional(),
});

export type ResultTarget = z.output<typeof target>;

/** Throws UserError `result_malformed`, and the errors of `parseJson`. */
export function parseResultTarget(json: string): ResultTarget {
  const parsed = target.safeParse(parseJson(json, 'result'));
  if (parsed.success) return parsed.data;
  throw new UserError('result_malformed', {}, { cause: parsed.error });
}

/** For the code of an error, the code of the same error with advice. */
const CODES_WITH_ADVICE: Readonly<Record<string, string>> = {
  authentication_unknown: 'authentication_unknown_beside_token',
  authentication_name_unknown: 'authentication_name_unknown_beside_token',
};

/**
 * The error to report for a target with a token. An authentication has priority over the token: if it is unknown, the
 * error explains how to use the token. Any other error is returned unchanged.
 */
export function withTokenAdvice(error: unknown, { access_token: token }: Pick<ResultTarget, 'access_token'>): unknown {
  const code = error instanceof UserError ? CODES_WITH_ADVICE[error.code] : undefined;
  if (!(error instanceof UserError) || code === undefined || token === undefined) return error;
  return new UserError(code, error.params, { cause: error });
}
