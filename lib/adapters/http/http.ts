import type { Socket } from 'node:net';
import { buildConnector, type Dispatcher, Pool } from 'undici';
import type { CallRequest } from '../../core/connector/connector.ts';
import type { HttpResponse } from '../../core/delivery/call-result.ts';
import { faultCodeOf } from './http-fault.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 30_000;
const TOTAL_TIMEOUT_MS = 120_000;
const PROBE_TIMEOUT_MS = 5000;
const MAX_BODY_BYTES = 5_000_000;

/**
 * A call without a response. unreachable: never connected, nothing was sent. held: connected, but the call was no
 * longer allowed to begin, so nothing was sent. broken: sent, outcome unknown.
 */
export interface CallFailure {
  readonly failure: 'unreachable' | 'held' | 'broken';
  /** The system's error code, such as ECONNREFUSED; empty for `held`. */
  readonly reason: string;
}

/**
 * Posts bodies to one base URL. Redirects are never followed; certificates are checked, unless an environment variable
 * of Node switches this off.
 */
export class HttpSender {
  readonly #pool: Pool;
  readonly #basePath: string;
  readonly #sockets = new Set<Socket>();

  constructor(baseUrl: string) {
    const { origin, pathname } = new URL(baseUrl);
    this.#basePath = pathname.replace(/\/$/, '');
    this.#pool = new Pool(origin, {
      connections: null, // one per call in flight, so that a slow account does not hold up others
      connect: this.#connector(),
      allowH2: false, // HTTP/2 sessions take over the socket, so that writableLength would be wrong
      headersTimeout: HEADERS_TIMEOUT_MS,
      bodyTimeout: HEADERS_TIMEOUT_MS,
    });
  }

  /**
   * Returns network errors instead of throwing them. Calls `mayBegin` once connected, right before the first byte is
   * sent, because connecting takes time, and the process may have been suspended meanwhile.
   */
  async send(request: CallRequest, body: Uint8Array, mayBegin: () => boolean): Promise<HttpResponse | CallFailure> {
    let hasBegun = false;
    const begin = () => {
      hasBegun = mayBegin();
      return hasBegun;
    };
    try {
      const response = await this.#pool.compose(beginOnlyIf(begin)).request({
        method: 'POST',
        path: this.#basePath + request.path,
        headers: request.headers,
        body,
        signal: AbortSignal.timeout(TOTAL_TIMEOUT_MS),
      });
      return await readResponse(response);
    } catch (error) {
      return failureOf(error, hasBegun);
    }
  }

  /** Why the service is unreachable or failing; undefined if it responds. Sends neither events nor a token. */
  async probe(): Promise<string | undefined> {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    try {
      const { statusCode, body } = await this.#pool.request({ method: 'HEAD', path: `${this.#basePath}/`, signal });
      await body.dump();
      return statusCode >= 500 ? `HTTP ${statusCode}` : undefined;
    } catch (error) {
      return faultCodeOf(error);
    }
  }

  /** Whether all bytes written to the connections have left this process. */
  get isFlushed(): boolean {
    return this.#sockets.values().every(({ writableLength }) => writableLength === 0);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  #connector(): buildConnector.connector {
    const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, allowH2: false });
    return (options, callback) =>
      connect(options, (...[error, socket]) => {
        if (error) return callback(error, null);
        this.#sockets.add(socket);
        socket.once('close', () => this.#sockets.delete(socket));
        callback(null, socket);
      });
  }
}

async function readResponse({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<HttpResponse> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += (chunk as Buffer).length;
    // No expected response is this long, so the body is discarded.
    if (bytes > MAX_BODY_BYTES) break;
    chunks.push(chunk as Buffer);
  }
  const text = bytes > MAX_BODY_BYTES ? '' : Buffer.concat(chunks).toString('utf8');
  return { status: statusCode, headers: firstValues(headers), body: text };
}

function firstValues(headers: Dispatcher.ResponseData['headers']): HttpResponse['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

class NotAllowed extends Error {}

function beginOnlyIf(mayBegin: () => boolean): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (...start) => {
        if (!mayBegin()) throw new NotAllowed();
        handler.onRequestStart?.(...start);
      },
      onResponseStart: (...start) => handler.onResponseStart?.(...start),
      onResponseData: (...data) => handler.onResponseData?.(...data),
      onResponseEnd: (...end) => handler.onResponseEnd?.(...end),
      onResponseError: (...error) => handler.onResponseError?.(...error),
    });
}

/**
 * The kind of failure depends on whether the request began, not on the error. The route to the service may be lost
 * after the service has accepted the request, and a connection may be reset before it is encrypted.
 */
function failureOf(error: unknown, hasBegun: boolean): CallFailure {
  if (error instanceof NotAllowed) return { failure: 'held', reason: '' };
  return { failure: hasBegun ? 'broken' : 'unreachable', reason: faultCodeOf(error) };
}
