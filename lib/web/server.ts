import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { PROBLEM_TYPE, problemOf } from '../api/problem.ts';
import { UserError } from '../core/errors.ts';
import { chooseLocale } from '../messages/locale.ts';
import { translate } from '../messages/translate.ts';
import { errorBody } from '../td-api/error-response.ts';
import { isTdUrl } from '../td-api/find-route.ts';
import { isActionCall } from './guard/action-body.ts';
import { type BodyLimits, readWholeBody, refuseDeclaredLength, withBody } from './guard/body.ts';
import type { ConsolePaths } from './guard/console-paths.ts';
import {
  contentSecurityPolicy,
  isApiUrl,
  type KeyStatus,
  type RequestFacts,
  refusalOf,
  SAFE_METHODS,
  securityHeaders,
} from './guard/guard.ts';
import { isOpenToAll, SIGN_IN } from './guard/open-paths.ts';

import { isNobody, VISITOR_HEADER, type Visitor, visitorText } from './visitor.ts';

export interface GuardedServerOptions {
  readonly port: number;
  readonly dev: boolean;
  /** Next's handler; it does not get requests that the guard refuses. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Handles WebSocket upgrades; without it there are none. */
  readonly onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Looks up API keys and sessions. */
  readonly stores: {
    checkKey(authorization: string): KeyStatus;
    visitorOf(cookies: string | undefined, port: number): Visitor;
  };
  readonly paths: ConsolePaths;
  readonly bodyLimits: BodyLimits;
  readonly logError: (requestId: string, error: unknown) => void;
}

const UNAUTHORIZED = 401;
const TOO_LARGE = 413;
/** Time for a client to read the response before the connection is closed. */
const LINGER_MS = 1000;

/** The console's HTTP server: the guard first, Next after it. */
export function createGuardedServer(options: GuardedServerOptions): Server {
  const listener: RequestListener = (request, response) => void serve(options, request, response);
  // Time limits of bodies are in body.ts: an upload may take long as long as bytes arrive. Headers may not.
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 0, connectionsCheckingInterval: 5000 },
    listener,
  );
  // A client that sends `Expect: 100-continue` gets the refusal instead of 100.
  server.on('checkContinue', listener);
  server.timeout = 120_000;
  const { onUpgrade } = options;
  if (onUpgrade !== undefined) {
    server.on('upgrade', (request, socket, head) => {
      if (mayUpgrade(request, options)) onUpgrade(request, socket, head);
      else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    });
  }
  return server;
}

async function serve(options: GuardedServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isApiUrl(request.url ?? '')) request.url = withoutTrailingSlash(request.url ?? '');
  const requestId = randomUUID();
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, options.dev);
  const headers = { ...securityHeaders(request.url ?? '', policy), 'x-request-id': requestId };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  dropTrustedHeaders(request);
  // Next looks for the nonce in the request's policy and puts it on its own scripts; pages find it in x-nonce.
  Object.assign(request.headers, { 'content-security-policy': policy, 'x-nonce': nonce, 'x-request-id': requestId });
  try {
    const facts = requestFactsOf(request, options);
    const refusal = refusalOf(facts, options.port);
    if (refusal !== undefined) throw new UserError(refusal.code, refusal.params);
    const visitor = options.stores.visitorOf(request.headers.cookie, options.port);
    if (isNobody(visitor) && !isOpenToAll(pathOf(facts.url), options.dev)) {
      if (!facts.isPage || !SAFE_METHODS.has(facts.method)) throw new UserError('sign_in_required');
      return redirectToSignIn(request, response);
    }
    request.headers[VISITOR_HEADER] = visitorText({ ...visitor, address: request.socket.remoteAddress ?? '' });
    refuseDeclaredLength(request, options.bodyLimits);
    if (expectsContinue(request)) response.writeContinue();
    closeIfUnread(request, response);
    const body = await readWholeBody(request, options.bodyLimits);
    if (isActionRequest(request, options) && !isActionCall(request, body)) throw new UserError('action_malformed');
    await options.handle(body === undefined ? request : withBody(request, body), response);
  } catch (error) {
    if (response.headersSent || request.socket.destroyed) response.destroy();
    else if (error instanceof UserError) refuse(request, response, error);
    else respondWithText(request, response, 500, translate('errors', 'unexpected', { request: requestId }));
    if (!(error instanceof UserError) && !request.socket.destroyed) options.logError(requestId, error);
  }
}

function expectsContinue({ headers }: IncomingMessage): boolean {
  return headers.expect?.toLowerCase() === '100-continue';
}

/** Closes connections with an unread body; otherwise its rest would have to be read before the next request. */
function closeIfUnread(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    // Node drains a short body by itself; the client may then use the connection for its next request.
    const closeUnlessRead = () => {
      if (!request.complete) request.socket.destroy();
    };
    if (!request.complete) setTimeout(closeUnlessRead, LINGER_MS).unref();
  });
}

function requestFactsOf(request: IncomingMessage, { stores, paths }: GuardedServerOptions): RequestFacts {
  const { authorization, origin, referer } = request.headers;
  const { url = '' } = request;
  const header = (name: string) => request.headersDistinct[name]?.join();
  return {
    ...{ method: request.method ?? '', url, hosts: request.headersDistinct['host'] ?? [], origin, referer },
    ...{ fetchSite: header('sec-fetch-site'), fetchMode: header('sec-fetch-mode') },
    ...{ fetchDest: header('sec-fetch-dest'), purpose: header('sec-purpose') },
    apiKey: authorization === undefined ? 'none' : stores.checkKey(authorization),
    isPage: paths.isPage(pathOf(url)),
  };
}

/** Whether a request can only be a server action call: an unsafe method to a page's URL. */
function isActionRequest({ method = '', url = '' }: IncomingMessage, { paths, dev }: GuardedServerOptions): boolean {
  const isDevTool = dev && /^\/__?next/.test(url);
  const isElsewhere = isApiUrl(url) || paths.isHandler(pathOf(url)) || isDevTool;
  return !SAFE_METHODS.has(method) && !isElsewhere;
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

/** Next redirects a URL with a trailing slash, with a body that programs cannot read. */
function withoutTrailingSlash(url: string): string {
  return url.replace(/^([^?]*[^/?])\/+(?=\?|$)/, '$1');
}

/**
 * There is no trusted proxy in front, and Next would prefer its headers to Host and the socket. Headers that the guard sets
 * itself may not come from the client.
 */
function dropTrustedHeaders(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) {
    if (/^(?:x-forwarded-|x-pintd-|content-security-policy)/.test(name)) delete request.headers[name];
  }
}

/** A page that asks for a session leads to it again. Next's own requests for a page follow the redirect, too. */
function redirectToSignIn(request: IncomingMessage, response: ServerResponse): void {
  const target = new URL(request.url ?? '/', 'http://console');
  target.searchParams.delete('_rsc');
  const to = target.pathname + target.search;
  const location = to === '/' ? SIGN_IN : `${SIGN_IN}?to=${encodeURIComponent(to)}`;
  response.writeHead(303, { location, 'content-length': 0 }).end();
}

/** Responds to programs and page scripts with a problem document, and to people with text. */
function refuse(request: IncomingMessage, response: ServerResponse, error: UserError): void {
  const { url = '', headers } = request;
  const problem = problemOf(error);
  if (!expectsProblemJson(url) && problem.status !== TOO_LARGE) {
    const locale = chooseLocale(undefined, headers['accept-language'] ?? null);
    respondWithText(request, response, problem.status, translate('errors', error.code, error.params, locale));
    return;
  }
  const [type, body] = isTdUrl(url) ? ['application/json', errorBody(error)] : [PROBLEM_TYPE, problem];
  if (problem.status === UNAUTHORIZED) response.setHeader('www-authenticate', 'Bearer');
  respond(request, response, { status: problem.status, type, body: JSON.stringify(body) });
}

function expectsProblemJson(url: string): boolean {
  return isApiUrl(url) || url.startsWith('/api/');
}

function respondWithText(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  const body = `${text}\nRequest ${response.getHeader('x-request-id')}\n`;
  respond(request, response, { status, type: 'text/plain; charset=utf-8', body });
}

/**
 * Responds, then closes the connection. An immediate close would lose the response for a client that is still sending, so
 * the rest of the body is read and discarded for a while.
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

/** An upgrade is a GET without same-origin protection, so it is checked like a change. */
function mayUpgrade(request: IncomingMessage, options: GuardedServerOptions): boolean {
  return refusalOf({ ...requestFactsOf(request, options), method: 'POST' }, options.port) === undefined;
}

/** Stops accepting requests, lets running ones finish, and closes the remaining connections after `deadlineMs`. */
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
