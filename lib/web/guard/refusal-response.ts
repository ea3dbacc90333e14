import type { IncomingMessage, ServerResponse } from 'node:http';
import { PROBLEM_TYPE, problemOf } from '../../api/problem.ts';
import type { UserError } from '../../core/errors.ts';
import { chooseLocale } from '../../messages/locale.ts';
import { translate } from '../../messages/translate.ts';
import { errorBody } from '../../td-api/error-response.ts';
import { isTdUrl } from '../../td-api/find-route.ts';
import { isApiUrl } from './guard.ts';

const UNAUTHORIZED = 401;
const TOO_LARGE = 413;
/** Time for a client to read the response before the connection is closed. */
export const LINGER_MS = 1000;

/**
 * Responds to people with text, to TD's clients with an error in TD's shape, and to other programs and page scripts
 * with a problem document.
 */
export function refuse(request: IncomingMessage, response: ServerResponse, error: UserError): void {
  const { url = '', headers } = request;
  const problem = problemOf(error);
  if (error.code === 'method_not_allowed') response.setHeader('allow', String(error.params['methods']));
  // Only scripts send bodies that are too large.
  if (!expectsJson(url) && problem.status !== TOO_LARGE) {
    const locale = chooseLocale(undefined, headers['accept-language'] ?? null);
    respondWithText(request, response, problem.status, translate('errors', error.code, error.textParams, locale));
    return;
  }
  const [type, body] = isTdUrl(url) ? ['application/json', errorBody(error)] : [PROBLEM_TYPE, problem];
  if (problem.status === UNAUTHORIZED) response.setHeader('www-authenticate', 'Bearer');
  respond(request, response, { status: problem.status, type, body: JSON.stringify(body) });
}

function expectsJson(url: string): boolean {
  return isApiUrl(url) || url.startsWith('/api/');
}

export function respondWithText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
): void {
  const body = `${text}\nRequest ${response.getHeader('x-request-id')}\n`;
  respond(request, response, { status, type: 'text/plain; charset=utf-8', body });
}

/**
 * Responds, then closes the connection. An immediate close would lose the response for a client that is still sending,
 * so the rest of the body is read and discarded for a while.
 */
function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, body }: { readonly status: number; readonly type: string; readonly body: string },
): void {
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body), connection: 'close' };
  response.writeHead(status, headers).write(body);
  if (request.complete) return void response.end();
  const timer = setTimeout(() => response.end(), LINGER_MS);
  request.once('end', () => response.end()).once('close', () => clearTimeout(timer));
  request.resume();
}
