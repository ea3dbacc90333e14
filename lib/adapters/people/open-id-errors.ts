import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { faultCodeOf } from '../http/http-fault.ts';

interface Context {
  /** The name of the provider. */
  readonly provider: string;
  /** Logs the code of a failure, without values. */
  readonly log: (reason: string) => void;
}

/** Codes of OAuth and of the library; anything else could quote a value. */
const codeShape = z.string().regex(/^[A-Za-z_]{1,60}$/);
const codesShape = z.object({
  code: codeShape.optional().catch(undefined),
  error: codeShape.optional().catch(undefined),
});

/** Codes of OAuth: the provider does not know the client, or does not let it use this flow. */
const CLIENT_REFUSED: readonly (string | undefined)[] = ['invalid_client', 'unauthorized_client'];
/** The library's code for status 401: the client secret is wrong. */
const CHALLENGE = 'OAUTH_WWW_AUTHENTICATE_CHALLENGE';
const NOT_REACHED: readonly (string | undefined)[] = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'UND_ERR_ABORTED'];
const NOT_CONFORMING = 'OAUTH_RESPONSE_IS_NOT_CONFORM';

/** The error for metadata that could not be fetched or read. */
export function errorOfDiscovery(error: unknown, { provider, log }: Context): UserError {
  const userError = userErrorIn(error);
  if (userError) return userError;
  log(reasonOf(error));
  const code = isUnreachable(error) ? 'sso_unreachable' : 'sso_misconfigured';
  return new UserError(code, { provider }, { cause: error });
}

/** The error for a response that is not accepted, whether it came through the browser or directly from the provider. */
export function errorOfResponse(error: unknown, { provider, log }: Context): UserError {
  const userError = userErrorIn(error);
  if (userError) return userError;
  log(reasonOf(error));
  return new UserError(codeFor(error), { provider }, { cause: error });
}

/** Our own error, which the library may have wrapped. */
function userErrorIn(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  return error instanceof Error && error.cause instanceof UserError ? error.cause : undefined;
}

function codeFor(error: unknown): string {
  if (isUnreachable(error)) return 'sso_unreachable';
  const { code, error: oauthCode } = codesOf(error);
  if (code === CHALLENGE || CLIENT_REFUSED.includes(oauthCode)) return 'sso_misconfigured';
  return code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR' ? 'sso_denied' : 'sso_refused';
}

/** Whether there was no connection, no response in time, or a server error. */
function isUnreachable(error: unknown): boolean {
  const { code } = codesOf(error);
  if (NOT_REACHED.includes(code)) return true;
  const cause = error instanceof Error ? error.cause : undefined;
  if (code === NOT_CONFORMING) return statusOf(cause) >= 500;
  return error instanceof TypeError && error.message === 'fetch failed';
}

function statusOf(response: unknown): number {
  return z.object({ status: z.number() }).safeParse(response).data?.status ?? 0;
}

function codesOf(error: unknown) {
  return codesShape.safeParse(error).data ?? {};
}

/** The codes of a failure, without values. */
function reasonOf(error: unknown): string {
  const { code, error: oauthCode } = codesOf(error);
  const claim = z.object({ cause: z.object({ claim: codeShape }) }).safeParse(error).data?.cause.claim;
  const parts = [oauthCode, code, claim].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' ') : faultCodeOf(error);
}
