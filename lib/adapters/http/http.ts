import type { Socket } from 'node:net';
import { buildConnector, type Dispatcher, errors, Pool } from 'undici';
import type { CallRequest } from '../../core/connector/connector.ts';
import type { HttpAnswer } from '../../core/delivery/answer.ts';
import { faultCodeOf } from './http-fault.ts';

const CONNECT_TIMEOUT = 10_000;
const HEADERS_TIMEOUT = 30_000;
const TOTAL_TIMEOUT = 120_000;
const LONGEST_BODY = 5_000_000;

/**
 * A call that brought no answer. unreachable: never connected, nothing was sent. held: when it was connected it might no
 * longer begin, and nothing was sent. broken: sent, fate unknown.
 */
export interface CallFailure {
  readonly failure: 'unreachable' | 'held' | 'broken';
  /** The system's code of the fault, such as ECONNREFUSED. */
  readonly reason: string;
}

/** Posts bodies to one base URL. Redirects are never followed, certificates always checked. */
export class HttpSender {
  readonly #pool: Pool;
  readonly #basePath: string;
  readonly #sockets = new Set<Socket>();

  constructor(baseUrl: string) {
    const { origin, pathname } = new URL(baseUrl);
    this.#basePath = pathname.replace(/\/$/, '');
    this.#pool = new Pool(origin, {
      connections: null, // as many as there are calls in flight: a slow account must not hold up another
      connect: this.#connector(),
      allowH2: false, // its sessions take the socket over, which then does not know what has left
      headersTimeout: HEADERS_TIMEOUT,
      bodyTimeout: HEADERS_TIMEOUT,
    });
  }

  /**
   * Never throws for what the network does; a fault is an answer too. `mayBegin` is asked when the connection stands,
   * right before the first byte leaves: connecting takes time, and the process may have slept meanwhile.
   */
  async send(request: CallRequest, body: Uint8Array, mayBegin: () => boolean): Promise<HttpAnswer | CallFailure> {
    try {
      const response = await this.#pool.compose(onlyIf(mayBegin)).request({
        method: 'POST',
        path: this.#basePath + request.path,
        headers: request.headers,
        body,
        signal: AbortSignal.timeout(TOTAL_TIMEOUT),
      });
      return await readResponse(response);
    } catch (error) {
      return failureOf(error);
    }
  }

  /** Whether all that was to be sent has left this process, to the last byte. */
  get hasLeft(): boolean {
    return this.#sockets.values().every(({ writableLength }) => writableLength === 0);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  #connector(): buildConnector.connector {
    const connect = buildConnector({ timeout: CONNECT_TIMEOUT, allowH2: false });
    return (options, callback) =>
      connect(options, (...[error, socket]) => {
        if (error) return callback(error, null);
        this.#sockets.add(socket);
        socket.once('close', () => this.#sockets.delete(socket));
        callback(null, socket);
      });
  }
}

async function readResponse({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += (chunk as Buffer).length;
    if (bytes > LONGEST_BODY) break; // no answer of ours is that long: it is read as one without a usable body
    chunks.push(chunk as Buffer);
  }
  const text = bytes > LONGEST_BODY ? '' : Buffer.concat(chunks).toString('utf8');
  return { status: statusCode, headers: firstOfEach(headers), body: text };
}

function firstOfEach(headers: Dispatcher.ResponseData['headers']): HttpAnswer['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

/** Faults before the connection stood. Whatever else goes wrong may have gone wrong after the request had left. */
const NEVER_CONNECTED = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'],
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID'],
]);

class HeldBack extends Error {}

function onlyIf(mayBegin: () => boolean): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (...start) => {
        if (!mayBegin()) throw new HeldBack();
        handler.onRequestStart?.(...start);
      },
      onResponseStart: (...start) => handler.onResponseStart?.(...start),
      onResponseData: (...data) => handler.onResponseData?.(...data),
      onResponseEnd: (...end) => handler.onResponseEnd?.(...end),
      onResponseError: (...error) => handler.onResponseError?.(...error),
    });
}

function failureOf(error: unknown): CallFailure {
  if (error instanceof HeldBack) return { failure: 'held', reason: '' };
  const code = faultCodeOf(error);
  const never = error instanceof errors.ConnectTimeoutError || NEVER_CONNECTED.has(code) || code.startsWith('ERR_SSL');
  return { failure: never ? 'unreachable' : 'broken', reason: code };
}
