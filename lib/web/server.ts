import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { PROBLEM_TYPE, problemOf } from '../api/problem.ts';
import { UserError } from '../core/errors.ts';
import { isOfTd } from '../td-api/find-route.ts';
import { refusalBody } from '../td-api/refusal.ts';
import { contentSecurityPolicy, type KeyJudgement, type Refusal, refusalOf, securityHeaders } from './guard.ts';

export interface Guarded {
  readonly port: number;
  readonly dev: boolean;
  /** Next's handler; it is given nothing that the guard refuses. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Where requests to change to a WebSocket go; without it there are none. */
  readonly onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Says of an Authorization header whether it holds an API key that opens this console. */
  readonly judgeKey: (authorization: string) => KeyJudgement;
  readonly logError: (requestId: string, error: unknown) => void;
}

/** The console's HTTP server: the guard first, Next after it. */
export function createGuardedServer(guarded: Guarded): Server {
  const listener: RequestListener = (request, response) => void serve(guarded, request, response);
  // An upload may take its time as long as bytes come; a header may not.
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 0, connectionsCheckingInterval: 5000 },
    listener,
  );
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
    if (refusal !== undefined) return refuse(response, refusal, { requestId, url: request.url ?? '' });
    await guarded.handle(request, response);
  } catch (error) {
    guarded.logError(requestId, error);
    if (response.headersSent) response.destroy();
    else answerPlainly(response, 500, 'Something went wrong here.', requestId);
  }
}

function askedOf(request: IncomingMessage, { judgeKey }: Pick<Guarded, 'judgeKey'>) {
  const { authorization } = request.headers;
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    hosts: request.headersDistinct['host'] ?? [],
    origin: request.headers.origin,
    fetchSite: request.headersDistinct['sec-fetch-site']?.join(),
    apiKey: authorization === undefined ? 'none' : judgeKey(authorization),
  };
}

/** There is no proxy in front to trust, and Next would believe these over Host and the socket. */
function dropClaims(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) {
    if (name.startsWith('x-forwarded-') || name.startsWith('content-security-policy')) delete request.headers[name];
  }
}

/** Programs are told by a problem that they can read, everybody else in words. */
function refuse(
  response: ServerResponse,
  { status, message, code }: Refusal,
  { requestId, url }: { readonly requestId: string; readonly url: string },
): void {
  if (code === undefined) {
    answerPlainly(response, status, message, requestId);
    return;
  }
  const error = new UserError(code);
  const [type, body] = isOfTd(url) ? ['application/json', refusalBody(error)] : [PROBLEM_TYPE, problemOf(error)];
  response.writeHead(status, { 'content-type': type, 'www-authenticate': 'Bearer', connection: 'close' });
  response.end(JSON.stringify(body));
}

function answerPlainly(response: ServerResponse, status: number, message: string, requestId: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${message}\nRequest ${requestId}\n`);
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
