import { Pool } from 'undici';
import { UserError } from '../../core/errors.ts';
import { faultCodeOf } from '../http/http-fault.ts';
import { type Answer, type Asked, faultOfAnswer, isPassing, STATEMENT, statementPath, textOf } from './answer.ts';
import { readPage, type TrinoPage } from './page.ts';
import { headersOf, secretsOf, type TrinoServer } from './server.ts';

interface Clock {
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const CONNECT_TIMEOUT = 10_000;
const ANSWER_TIMEOUT = 120_000;
const CANCEL_TIMEOUT = 5000;
/** With pauses that grow from a tenth of a second to two: about a minute. */
const TRIES = 40;

/**
 * Asks one Trino, and no other host: of the addresses that it answers only the path is followed. Redirects never are, and
 * certificates are always checked. It throws UserErrors that say nothing of what was sent.
 */
export class TrinoConnection {
  readonly #pool: Pool;
  readonly #basePath: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #prefix: string;
  readonly #secrets: readonly string[];
  readonly #clock: Clock;

  constructor(server: TrinoServer, clock: Clock) {
    const { origin, pathname } = new URL(server.url);
    this.#clock = clock;
    this.#basePath = pathname.replace(/\/$/, '');
    this.#prefix = server.dialect === 'presto' ? 'x-presto-' : 'x-trino-';
    this.#headers = headersOf(server, this.#prefix);
    this.#secrets = secretsOf(server);
    this.#pool = new Pool(origin, {
      connections: null, // as many as there are queries
      connect: { timeout: CONNECT_TIMEOUT },
      headersTimeout: ANSWER_TIMEOUT,
      bodyTimeout: ANSWER_TIMEOUT,
    });
  }

  /** Has a query begun in a schema. */
  begin(sql: string, schema: string | undefined, signal: AbortSignal): Promise<TrinoPage> {
    const headers = schema === undefined ? {} : { [`${this.#prefix}schema`]: schema };
    return this.#ask({ method: 'POST', path: STATEMENT, headers, body: sql }, signal);
  }

  /** The page at an address that an answer gave. Asked again, it is the same one until the one behind it is asked for. */
  page(address: string, signal: AbortSignal): Promise<TrinoPage> {
    return this.#ask({ method: 'GET', path: statementPath(address) }, signal);
  }

  /** Has a query stopped, as far as the server can be reached. It ends by itself once nobody asks for its pages. */
  async cancel(address: string): Promise<void> {
    try {
      await this.#once({ method: 'DELETE', path: statementPath(address) }, AbortSignal.timeout(CANCEL_TIMEOUT));
    } catch {
      // Nothing more can be done about it.
    }
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #ask(request: Asked, signal: AbortSignal): Promise<TrinoPage> {
    for (let tried = 1; ; tried++) {
      const answer = await this.#answer(request, signal);
      if (answer.status === 200) return this.#withoutSecrets(readPage(answer.text));
      if (!isPassing(answer, request) || tried >= TRIES) throw faultOfAnswer(answer);
      await this.#clock.sleep(Math.min(100 * tried, 2000), signal);
    }
  }

  async #answer(request: Asked, signal: AbortSignal): Promise<Answer> {
    try {
      return await (request.method === 'POST' ? this.#onceBegun(request, signal) : this.#once(request, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UserError) throw error;
      return { status: 0, text: faultCodeOf(error) };
    }
  }

  /** What begins when nobody wants it any more is stopped: its address comes with the answer alone. */
  async #onceBegun(request: Asked, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted();
    const answer = this.#once(request, AbortSignal.timeout(ANSWER_TIMEOUT));
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    return Promise.race([answer, aborted]).finally(() => {
      if (signal.aborted) void answer.then(({ text }) => this.cancel(readPage(text).nextUri ?? '')).catch(() => {});
    });
  }

  async #once({ headers = {}, ...request }: Asked, signal: AbortSignal): Promise<Answer> {
    const response = await this.#pool.request({
      ...request,
      path: this.#basePath + request.path,
      headers: { ...this.#headers, ...headers },
      signal,
    });
    return { status: response.statusCode, text: await textOf(response) };
  }

  /** A server that repeats what it was sent, as some do in errors, is not repeated. */
  #withoutSecrets(page: TrinoPage): TrinoPage {
    if (!page.error) return page;
    const message = this.#secrets.reduce((text, secret) => text.replaceAll(secret, '…'), page.error.message);
    return { ...page, error: { ...page.error, message } };
  }
}
