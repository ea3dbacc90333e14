import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { PROBLEM_TYPE, problemOf } from '../api/problem.ts';
import { UserError } from '../core/errors.ts';
import { chooseLocale } from '../messages/locale.ts';
import { translate } from '../messages/translate.ts';
import { isOfTd } from '../td-api/find-route.ts';
import { refusalBody } from '../td-api/refusal.ts';
import { isActionCall } from './action-body.ts';
import { type BodyLimits, readWholeBody, refuseDeclaredLength, withBody } from './body.ts';
import type { ConsolePaths } from './console-paths.ts';
import {
  type Asked,
  contentSecurityPolicy,
  isForPrograms,
  type KeyJudgement,
  refusalOf,
  SAFE_METHODS,
  securityHeaders,
} from './guard.ts';

export interface Guarded {
  readonly port: number;
  readonly dev: boolean;
  /** Next's handler; it is given nothing that the guard refuses. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Where requests to change to a WebSocket go; without it there are none. */
  readonly onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Says of an Authorization header whether it holds an API key that opens this console. */
  readonly judgeKey: (authorization: string) => KeyJudgement;
  readonly paths: ConsolePaths;
  readonly bodyLimits: BodyLimits;
  readonly logError: (requestId: string, error: unknown) => void;
}

const UNAUTHORIZED = 401;
const TOO_LARGE = 413;
/** Time for a sender to read its answer before its connection goes. */
const LINGER_MS = 1000;

/** The console's HTTP server: the guard first, Next after it. */
export function createGuardedServer(guarded: Guarded): Server {
  const listener: RequestListener = (request, response) => void serve(guarded, request, response);
  // What bodies may take is in body.ts: an upload may take its time as long as bytes come. A header may not.
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 0, connectionsCheckingInterval: 5000 },
    listener,
  );
  // A client that sends `Expect: 100-continue` gets the refusal instead of 100.
  server.on('checkContinue', listener);
  server.timeout = 120_000;
  const { onUpgrade } = guarded;
  if (onUpgrade !== undefined) {
    server.on('upgrade', (request, socket, head) => {
      if (mayUpgrade(request, guarded)) onUpgrade(request, socket, head);
      else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    });
  }
  return server;
}

async function serve(guarded: Guarded, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isForPrograms(request.url ?? '')) request.url = withoutEndSlash(request.url ?? '');
  const requestId = randomUUID();
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, guarded.dev);
  const headers = { ...securityHeaders(request.url ?? '', policy), 'x-request-id': requestId };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  dropClaims(request);
  // Next looks for the nonce in the request's policy and puts it on its own scripts; pages find it in x-nonce.
  Object.assign(request.headers, { 'content-security-policy': policy, 'x-nonce': nonce, 'x-request-id': requestId });
  try {
    const refusal = refusalOf(askedOf(request, guarded), guarded.port);
    if (refusal !== undefined) throw new UserError(refusal.code, refusal.params);
    refuseDeclaredLength(request, guarded.bodyLimits);
    if (isAsking(request)) response.writeContinue();
    closeIfUnread(request, response);
    const body = await readWholeBody(request, guarded.bodyLimits);
    if (isForPages(request, guarded) && !isActionCall(request, body)) throw new UserError('action_malformed');
    await guarded.handle(body === undefined ? request : withBody(request, body), response);
  } catch (error) {
    if (response.headersSent || request.socket.destroyed) response.destroy();
    else if (error instanceof UserError) refuse(request, response, error);
    else answerPlainly(request, response, 500, translate('errors', 'unexpected', { request: requestId }));
    if (!(error instanceof UserError) && !request.socket.destroyed) guarded.logError(requestId, error);
  }
}

function isAsking({ headers }: IncomingMessage): boolean {
  return headers.expect?.toLowerCase() === '100-continue';
}

/** Closes connections with an unread body; otherwise the rest of it would have to be read before the next request. */
function closeIfUnread(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    // Node drains a short body by itself; the client may then use the connection for its next request.
    const closeUnlessRead = () => {
      if (!request.complete) request.socket.destroy();
    };
    if (!request.complete) setTimeout(closeUnlessRead, LINGER_MS).unref();
  });
}

function askedOf(request: IncomingMessage, { judgeKey, paths }: Guarded): Asked {
  const { authorization, origin, referer } = request.headers;
  const { url = '' } = request;
  const fetched = (name: string) => request.headersDistinct[name]?.join();
  return {
    ...{ method: request.method ?? '', url, hosts: request.headersDistinct['host'] ?? [], origin, referer },
    ...{ fetchSite: fetched('sec-fetch-site'), fetchMode: fetched('sec-fetch-mode') },
    ...{ fetchDest: fetched('sec-fetch-dest'), purpose: fetched('sec-purpose') },
    apiKey: authorization === undefined ? 'none' : judgeKey(authorization),
    isPage: paths.isPage(pathOf(url)),
  };
}

/** Whether a request can only be a call of a server action: a change that is sent to a page. */
function isForPages({ method = '', url = '' }: IncomingMessage, { paths, dev }: Guarded): boolean {
  const isOfTools = dev && /^\/__?next/.test(url);
  const isElsewhere = isForPrograms(url) || paths.isHandler(pathOf(url)) || isOfTools;
  return !SAFE_METHODS.has(method) && !isElsewhere;
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

/** Next redirects an address that ends in a slash, with a body that programs cannot read. */
function withoutEndSlash(url: string): string {
  return url.replace(/^([^?]*[^/?])\/+(?=\?|$)/, '$1');
}

/** There is no proxy in front to trust, and Next would believe these over Host and the socket. */
function dropClaims(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) {
    if (name.startsWith('x-forwarded-') || name.startsWith('content-security-policy')) delete request.headers[name];
  }
}

/** Programs, and the scripts of pages, are told by a problem that they can read, everybody else in words. */
function refuse(request: IncomingMessage, response: ServerResponse, error: UserError): void {
  const { url = '', headers } = request;
  const problem = problemOf(error);
  if (!isForScripts(url) && problem.status !== TOO_LARGE) {
    const locale = chooseLocale(undefined, headers['accept-language'] ?? null);
    answerPlainly(request, response, problem.status, translate('errors', error.code, error.params, locale));
    return;
  }
  const [type, body] = isOfTd(url) ? ['application/json', refusalBody(error)] : [PROBLEM_TYPE, problem];
  if (problem.status === UNAUTHORIZED) response.setHeader('www-authenticate', 'Bearer');
  answer(request, response, { status: problem.status, type, body: JSON.stringify(body) });
}

function isForScripts(url: string): boolean {
  return isForPrograms(url) || url.startsWith('/api/');
}

function answerPlainly(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  const body = `${text}\nRequest ${response.getHeader('x-request-id')}\n`;
  answer(request, response, { status, type: 'text/plain; charset=utf-8', body });
}

/**
 * Responds, then closes the connection. An immediate close would lose the response for a client that is still sending, so
 * the rest of the body is read and discarded for a while.
 */
function answer(
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

/** An upgrade is a GET that no same-origin policy holds back: it is judged like a change. */
function mayUpgrade(request: IncomingMessage, guarded: Guarded): boolean {
  return refusalOf({ ...askedOf(request, guarded), method: 'POST' }, guarded.port) === undefined;
}

/** Takes no more requests, lets those under way end, and cuts what is left after `deadlineMs`. */
export function closeServer(server: Server, deadlineMs: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), deadlineMs);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
