import { randomBytes, randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Actor } from '../core/access/permission.ts';
import { UserError } from '../core/errors.ts';
import { publicPort } from '../core/network/public-origin.ts';
import { translate } from '../messages/translate.ts';
import { isActionCall } from './guard/action-body.ts';
import {
  type BodyLimits,
  limitsForUnauthenticated,
  readWholeBody,
  refuseDeclaredLength,
  withBody,
} from './guard/body.ts';
import type { TrustedProxies } from './guard/client-address.ts';
import type { ConsolePaths } from './guard/console-paths.ts';
import {
  contentSecurityPolicy,
  isApiUrl,
  isKeyRefusal,
  isMonitoringUrl,
  type KeyStatus,
  type RequestFacts,
  refusalOf,
  SAFE_METHODS,
  securityHeaders,
} from './guard/guard.ts';
import { isOpenToAll, SIGN_IN } from './guard/open-paths.ts';
import { type ConnectionFacts, isLocal, type OwnAddress, type Transport } from './guard/own-origin.ts';
import { LINGER_MS, refuse, respondWithText } from './guard/refusal-response.ts';
import { type ConnectionLimits, limitConnections } from './network/connection-limits.ts';
import { isAnonymous, LOCAL_MONITORING, VISITOR_HEADER, type Visitor, visitorText } from './visitor.ts';

/** How the console is reached. */
export interface ServerNetwork {
  readonly address: OwnAddress;
  /** Whether other machines can reach the console, so that everyone has to sign in. */
  readonly isExposed: boolean;
  readonly proxies: TrustedProxies;
  readonly connections: ConnectionLimits;
  /** Certificate and key in PEM, if the console itself speaks TLS. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined;
}

export interface GuardedServerOptions {
  readonly network: ServerNetwork;
  readonly dev: boolean;
  /** Next's handler; it does not get requests that the guard refuses. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Handles WebSocket upgrades; without it, they are not supported. */
  readonly onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Looks up API keys and sessions. */
  readonly stores: {
    checkKey(authorization: string): Promise<KeyStatus>;
    actorOfKey(authorization: string): Promise<Actor>;
    /** `mayBeOwner`: whether the visitor is the owner while there are no people. */
    visitorOf(cookies: string | undefined, port: number, mayBeOwner: boolean): Promise<Visitor>;
    /** Records that the API key of a request was refused. */
    noteRefusedKey(authorization: string, code: string, address: string): Promise<void>;
  };
  readonly paths: ConsolePaths;
  readonly bodyLimits: BodyLimits;
  readonly logError: (requestId: string, error: unknown) => void;
}

const MAX_HEADER_BYTES = 16_384;
const MAX_HEADERS = 100;
/** Longer than proxies keep idle connections, so that no proxy sends a request on a connection that is being closed. */
const KEEP_ALIVE_MS = 65_000;
/** A connection without traffic for this long is closed, even during a request. */
const INACTIVITY_TIMEOUT_MS = 120_000;

/** The console's server: the guard first, Next after it. */
export function createGuardedServer(options: GuardedServerOptions): Server {
  const listener: RequestListener = (request, response) => void serve(options, request, response);
  const server = newServer(options.network, listener);
  limitConnections(server, options.network.connections);
  // A client that sends `Expect: 100-continue` gets the refusal instead of 100.
  server.on('checkContinue', listener);
  server.timeout = INACTIVITY_TIMEOUT_MS;
  const { onUpgrade } = options;
  if (onUpgrade !== undefined) {
    server.on('upgrade', (request, socket, head) => {
      const upgrade = async () => {
        if (await mayUpgrade(request, options)) onUpgrade(request, socket, head);
        else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      };
      socket.on('error', () => socket.destroy()); // the client has disconnected
      upgrade().catch((error: unknown) => {
        options.logError(randomUUID(), error);
        socket.destroy();
      });
    });
  }
  return server;
}

function newServer({ tls, connections: { headersMs } }: ServerNetwork, listener: RequestListener): Server {
  // Time limits of bodies are in body.ts: an upload may take long if bytes keep arriving. Headers may not.
  const options: ServerOptions = {
    headersTimeout: headersMs,
    requestTimeout: 0,
    connectionsCheckingInterval: headersMs / 4,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  if (tls === undefined) return createServer(options, listener);
  return createTlsServer({ ...options, ...tls, minVersion: 'TLSv1.2', handshakeTimeout: headersMs }, listener);
}

async function serve(options: GuardedServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isApiUrl(request.url ?? '')) request.url = withoutTrailingSlash(request.url ?? '');
  const requestId = randomUUID();
  const connection = connectionOf(request, options);
  dropTrustedHeaders(request);
  setHeaders(request, response, { options, connection, requestId });
  try {
    await handleAllowed(options, request, response, connection);
  } catch (error) {
    if (response.headersSent || request.socket.destroyed) response.destroy();
    else if (error instanceof UserError) refuse(request, response, error);
    else respondWithText(request, response, 500, translate('errors', 'unexpected', { request: requestId }));
    if (!(error instanceof UserError) && !request.socket.destroyed) options.logError(requestId, error);
  }
}

interface HeaderOptions {
  readonly options: Pick<GuardedServerOptions, 'network' | 'dev'>;
  readonly connection: ConnectionFacts;
  readonly requestId: string;
}

/** Sets the headers of a response, and those that Next reads from the request. */
function setHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  { options: { network, dev }, connection, requestId }: HeaderOptions,
): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, { dev });
  const isPublic = !isLocal(connection, network.address) && network.address.publicUrl !== undefined;
  const headers = { ...securityHeaders(request.url ?? '', policy, { isPublic }), 'x-request-id': requestId };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // Next looks for the nonce in the request's policy and puts it on its own scripts; pages find it in x-nonce.
  Object.assign(request.headers, { 'content-security-policy': policy, 'x-nonce': nonce, 'x-request-id': requestId });
}

/** Hands a request to Next if the guard allows it. Throws the UserError with which it is refused. */
async function handleAllowed(
  options: GuardedServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  connection: ConnectionFacts,
): Promise<void> {
  // `rawHeaders` contains names and values.
  if (request.rawHeaders.length > MAX_HEADERS * 2) throw new UserError('headers_too_many', { max: MAX_HEADERS });
  const facts = { ...connection, ...(await requestFactsOf(request, options)) };
  await throwIfRefused(request, facts, options);
  const visitor = await visitorOf(request, facts, options);
  if (isAnonymous(visitor) && !isOpenToAll(pathOf(facts.url), options.dev)) {
    if (!facts.isPage || !SAFE_METHODS.has(facts.method)) throw new UserError('sign_in_required');
    return redirectToSignIn(request, response);
  }
  request.headers[VISITOR_HEADER] = visitorText({ ...visitor, address: connection.client });
  const isUnauthenticated = isAnonymous(visitor) && facts.apiKey !== 'valid';
  const bodyLimits = isUnauthenticated ? limitsForUnauthenticated(options.bodyLimits) : options.bodyLimits;
  refuseDeclaredLength(request, bodyLimits);
  if (expectsContinue(request)) response.writeContinue();
  closeIfUnread(request, response);
  const body = await readWholeBody(request, bodyLimits);
  if (isActionRequest(request, options) && !isActionCall(request, body)) throw new UserError('action_malformed');
  await options.handle(body === undefined ? request : withBody(request, body), response);
}

/** Throws the UserError with which the guard refuses a request. A refused API key is recorded. */
async function throwIfRefused(
  { headers }: IncomingMessage,
  facts: RequestFacts,
  { stores, network }: GuardedServerOptions,
): Promise<void> {
  const refusal = refusalOf(facts, network.address);
  if (refusal === undefined) return;
  if (isKeyRefusal(refusal)) await stores.noteRefusedKey(headers.authorization ?? '', refusal.code, facts.client);
  throw new UserError(refusal.code, refusal.params);
}

function expectsContinue({ headers }: IncomingMessage): boolean {
  return headers.expect?.toLowerCase() === '100-continue';
}

/** Closes connections with an unread body, whose rest would have to be read before the next request. */
function closeIfUnread(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    // Node drains a short body by itself; the client may then use the connection for its next request.
    const closeUnlessRead = () => {
      if (!request.complete) request.socket.destroy();
    };
    if (!request.complete) setTimeout(closeUnlessRead, LINGER_MS).unref();
  });
}

/** How a request came in, read before the headers of proxies are dropped. */
function connectionOf(request: IncomingMessage, { network }: GuardedServerOptions): ConnectionFacts {
  const { 'x-forwarded-for': forwardedFor, 'x-forwarded-proto': proto } = request.headersDistinct;
  const peer = request.socket.remoteAddress ?? '';
  return {
    hosts: request.headersDistinct['host'] ?? [],
    client: network.proxies.clientOf(peer, forwardedFor?.join()),
    transport: transportOf(request, network.proxies.has(peer), proto?.join()),
  };
}

function transportOf({ socket }: IncomingMessage, isProxy: boolean, proto: string | undefined): Transport {
  if (isProxy) return proto === undefined || proto === 'https' ? 'proxy' : 'plain-proxy';
  return socket instanceof TLSSocket ? 'tls' : 'plain';
}

/** Who sends a request that the guard does not refuse. */
async function visitorOf(
  request: IncomingMessage,
  facts: RequestFacts,
  { stores, network }: GuardedServerOptions,
): Promise<Visitor> {
  const isMonitoring = isMonitoringUrl(facts.url);
  const { authorization = '', cookie } = request.headers;
  if (isMonitoring && facts.apiKey === 'valid') return { actor: await stores.actorOfKey(authorization), session: null };
  const isOnThisMachine = isLocal(facts, network.address);
  const visitor = await stores.visitorOf(cookie, publicPort(network.address), isOnThisMachine && !network.isExposed);
  return isMonitoring && isOnThisMachine && isAnonymous(visitor) ? LOCAL_MONITORING : visitor;
}

async function requestFactsOf(
  request: IncomingMessage,
  { stores, paths }: GuardedServerOptions,
): Promise<Omit<RequestFacts, keyof ConnectionFacts>> {
  const { authorization, origin, referer } = request.headers;
  const { url = '' } = request;
  const header = (name: string) => request.headersDistinct[name]?.join();
  return {
    method: request.method ?? '',
    url,
    origin,
    referer,
    fetchSite: header('sec-fetch-site'),
    fetchMode: header('sec-fetch-mode'),
    fetchDest: header('sec-fetch-dest'),
    purpose: header('sec-purpose'),
    apiKey: authorization === undefined ? 'none' : await stores.checkKey(authorization),
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

/**
 * Removes a trailing slash, because Next would respond to such a URL with a redirect whose body programs cannot read.
 */
function withoutTrailingSlash(url: string): string {
  return url.replace(/^([^?]*[^/?])\/+(?=\?|$)/, '$1');
}

/**
 * Drops the headers of proxies, which Next would prefer to Host and the socket; those of a trusted proxy have already
 * been read. Also drops headers that only the guard may set.
 */
function dropTrustedHeaders(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) {
    if (/^(?:forwarded$|x-forwarded-|x-real-ip$|x-pintd-|content-security-policy)/.test(name))
      delete request.headers[name];
  }
}

/**
 * Redirects to the sign-in page, which leads back to the requested page. Next's own requests for a page follow the
 * redirect, too.
 */
function redirectToSignIn(request: IncomingMessage, response: ServerResponse): void {
  // Not `new URL(url, base)`, where `//` would begin a host.
  const target = new URL(`http://console${request.url ?? '/'}`);
  target.searchParams.delete('_rsc');
  const to = target.pathname + target.search;
  const location = to === '/' ? SIGN_IN : `${SIGN_IN}?to=${encodeURIComponent(to)}`;
  response.writeHead(303, { location, 'content-length': 0 }).end();
}

/** An upgrade is a GET without same-origin protection, so it is checked like a change. */
async function mayUpgrade(request: IncomingMessage, options: GuardedServerOptions): Promise<boolean> {
  const facts = { ...connectionOf(request, options), ...(await requestFactsOf(request, options)), method: 'POST' };
  return refusalOf(facts, options.network.address) === undefined;
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
