import type { Pool } from 'undici';
import { UserError } from '../../core/errors.ts';
import { faultCodeOf } from '../http/http-fault.ts';
import type { SleepingClock } from '../system/clock.ts';
import { readPage, type TrinoPage } from './page.ts';
import {
  errorOfResponse,
  isTransient,
  readText,
  STATEMENT,
  statementPath,
  type TrinoRequest,
  type TrinoResponse,
} from './response.ts';
import { headersOf, secretsOf, type TrinoServer } from './server.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const RESPONSE_TIMEOUT_MS = 120_000;
const CANCEL_TIMEOUT_MS = 5000;
/** Requests are retried for about a minute, with delays from 0.1 to 2 seconds. */
const MAX_TRIES = 40;

/**
 * Connects to only one Trino server: of the URLs in its responses, only the path is used. Never follows redirects, and
 * always checks certificates. Throws UserErrors that do not quote the request.
 */
export class TrinoConnection {
  readonly #origin: string;
  readonly #basePath: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #headerPrefix: string;
  readonly #secrets: readonly string[];
  readonly #clock: Pick<SleepingClock, 'sleep'>;
  #pool: Promise<Pool> | undefined;

  constructor(server: TrinoServer, clock: Pick<SleepingClock, 'sleep'>) {
    const { origin, pathname } = new URL(server.url);
    this.#clock = clock;
    this.#origin = origin;
    this.#basePath = pathname.replace(/\/$/, '');
    this.#headerPrefix = server.dialect === 'presto' ? 'x-presto-' : 'x-trino-';
    this.#headers = headersOf(server, this.#headerPrefix);
    this.#secrets = secretsOf(server);
  }

  /** Starts a query in a schema. */
  begin(sql: string, schema: string | undefined, signal: AbortSignal): Promise<TrinoPage> {
    const headers = schema === undefined ? {} : { [`${this.#headerPrefix}schema`]: schema };
    return this.#request({ method: 'POST', path: STATEMENT, headers, body: sql }, signal);
  }

  /** The page at the URL from a response. A page can be fetched again until the next page is fetched. */
  page(url: string, signal: AbortSignal): Promise<TrinoPage> {
    return this.#request({ method: 'GET', path: statementPath(url) }, signal);
  }

  /**
   * Stops a query if the server is reachable. Otherwise the query ends by itself once its pages are no longer fetched.
   */
  async cancel(url: string): Promise<void> {
    try {
      await this.#send({ method: 'DELETE', path: statementPath(url) }, AbortSignal.timeout(CANCEL_TIMEOUT_MS));
    } catch {
      // Nothing else can be done.
    }
  }

  async close(): Promise<void> {
    await (await this.#pool)?.destroy();
  }

  async #request(request: TrinoRequest, signal: AbortSignal): Promise<TrinoPage> {
    for (let tries = 1; ; tries++) {
      const response = await this.#tryOnce(request, signal);
      if (response.status === 200) return this.#withoutSecrets(readPage(response.text));
      if (!isTransient(response, request) || tries >= MAX_TRIES) throw errorOfResponse(response);
      await this.#clock.sleep(Math.min(100 * tries, 2000), signal);
    }
  }

  async #tryOnce(request: TrinoRequest, signal: AbortSignal): Promise<TrinoResponse> {
    try {
      return await (request.method === 'POST' ? this.#sendStatement(request, signal) : this.#send(request, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UserError) throw error;
      return { status: 0, text: faultCodeOf(error) };
    }
  }

  /**
   * Starts a query. If the signal aborts, the query is stopped once the response arrives, because only the response
   * contains its URL.
   */
  async #sendStatement(request: TrinoRequest, signal: AbortSignal): Promise<TrinoResponse> {
    signal.throwIfAborted();
    const response = this.#send(request, AbortSignal.timeout(RESPONSE_TIMEOUT_MS));
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    return Promise.race([response, aborted]).finally(() => {
      if (signal.aborted) void response.then(({ text }) => this.cancel(readPage(text).nextUri ?? '')).catch(() => {});
    });
  }

  async #send({ headers = {}, ...request }: TrinoRequest, signal: AbortSignal): Promise<TrinoResponse> {
    this.#pool ??= openPool(this.#origin);
    const response = await (await this.#pool).request({
      ...request,
      path: this.#basePath + request.path,
      headers: { ...this.#headers, ...headers },
      signal,
    });
    return { status: response.statusCode, text: await readText(response) };
  }

  /** Removes secrets that a server echoes in an error. */
  #withoutSecrets(page: TrinoPage): TrinoPage {
    if (!page.error) return page;
    const message = this.#secrets.reduce((text, secret) => text.replaceAll(secret, '…'), page.error.message);
    return { ...page, error: { ...page.error, message } };
  }
}

/** Loads the HTTP library only for a server that is used. */
async function openPool(origin: string): Promise<Pool> {
  const undici = await import('undici');
  return new undici.Pool(origin, {
    connections: null, // one per query
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: RESPONSE_TIMEOUT_MS,
    bodyTimeout: RESPONSE_TIMEOUT_MS,
  });
}
