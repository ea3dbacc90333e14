import { type Dispatcher, Pool } from 'undici';
import { UserError } from '../../core/errors.ts';
import { faultCodeOf } from '../http-fault.ts';
import { readPage, type TrinoPage } from './page.ts';

export interface TrinoServer {
  /** https, or http on a loopback address; never from the browser or the database. */
  readonly url: string;
  readonly user: string;
  readonly password?: string | undefined;
  /** A JSON web token, in the place of a password. */
  readonly token?: string | undefined;
  readonly catalog: string;
  /** Whose headers it understands. */
  readonly dialect: 'trino' | 'presto';
}

interface Clock {
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const CONNECT_TIMEOUT = 10_000;
const ANSWER_TIMEOUT = 120_000;
const CANCEL_TIMEOUT = 5000;
/** One record may be large; a page is made of whole records. */
const LONGEST_PAGE = 256_000_000;

/** What a gateway answers while a Trino is out of reach for a moment, and what a Trino that is asked too much does. */
const PASSING: readonly number[] = [429, 502, 503, 504];
/** With pauses that grow from a tenth of a second to two: about a minute. */
const TRIES = 40;

/** Where a query's next page is. */
const STATEMENT = '/v1/statement';

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

interface Asked {
  readonly method: 'POST' | 'GET' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Status 0: none came, and the text is the system's code of the fault. */
interface Answer {
  readonly status: number;
  readonly text: string;
}

function headersOf(server: TrinoServer, prefix: string): Record<string, string> {
  const { user, catalog } = server;
  const authorization = authorizationOf(server);
  return {
    'content-type': 'text/plain; charset=utf-8',
    'accept-encoding': 'identity',
    'user-agent': 'conversion-console',
    [`${prefix}user`]: user,
    [`${prefix}source`]: 'conversion-console',
    [`${prefix}catalog`]: catalog,
    // now() and what has no zone mean the same as in the engine within.
    [`${prefix}time-zone`]: 'UTC',
    // Without it, times are cut to milliseconds.
    [`${prefix}client-capabilities`]: 'PARAMETRIC_DATETIME',
    ...(authorization !== undefined && { authorization }),
  };
}

function authorizationOf({ user, password, token }: TrinoServer): string | undefined {
  if (token !== undefined) return `Bearer ${token}`;
  return password === undefined ? undefined : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function secretsOf(server: TrinoServer): readonly string[] {
  const [, credentials] = authorizationOf(server)?.split(' ') ?? [];
  return [credentials, server.password].filter((secret) => secret !== undefined);
}

/** Behind a proxy a Trino may not know its own address. Throws UserError `trino_answer` for one that is none of a query's. */
function statementPath(address: string): string {
  const { pathname, search } = URL.canParse(address) ? new URL(address) : { pathname: '', search: '' };
  const at = pathname.indexOf(`${STATEMENT}/`);
  if (at === -1) throw new UserError('trino_answer', { status: 200 });
  return pathname.slice(at) + search;
}

/** A page may be asked for again whatever became of the answer; a query must not be begun twice for a broken connection. */
function isPassing({ status }: Answer, { method }: Asked): boolean {
  return PASSING.includes(status) || (status === 0 && method === 'GET');
}

function faultOfAnswer({ status, text }: Answer): UserError {
  if (status === 0) return new UserError('trino_unreachable', { reason: text });
  if (PASSING.includes(status)) return new UserError('trino_busy', { status });
  return new UserError(status === 401 || status === 403 ? 'trino_unauthorized' : 'trino_answer', { status });
}

/** Throws UserError `trino_page_too_large`. */
async function textOf({ body }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LONGEST_PAGE) throw new UserError('trino_page_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
