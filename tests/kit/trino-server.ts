import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the stand-in responds to a query. Data is JSON text, so that a test controls every digit. */
export interface TrinoScript {
  readonly columns?: readonly TrinoColumnJson[];
  /** Pages of records, each a JSON array of arrays; consumed on request. */
  readonly pages?: Iterable<string>;
  /** Returned after the pages. */
  readonly error?: Readonly<Record<string, unknown>>;
}

export interface TypeJson {
  readonly rawType: string;
  readonly arguments: readonly unknown[];
}

export interface TrinoColumnJson {
  readonly name: string;
  readonly type: string;
  /** Always sent by Trino; optional for the client. */
  readonly typeSignature?: TypeJson | undefined;
}

/** A statement that the stand-in received, and what became of it. */
export interface ReceivedStatement {
  readonly sql: string;
  readonly headers: IncomingMessage['headers'];
  pagesSent: number;
  isStopped: boolean;
}

/** A fault instead of a response: an HTTP status, or a broken connection. */
export interface TrinoFault {
  readonly on: 'POST' | 'GET';
  readonly response: number | 'broken';
  readonly body?: string;
}

/**
 * A stand-in for a Trino server with the documented `/v1/statement` protocol: queued, running, data, finished; one page
 * per URI, and the same page again until the next URI is requested; DELETE cancels. Its URIs have an unknown host name,
 * as those of a Trino server behind a proxy may.
 */
export class TrinoStandIn {
  readonly received: ReceivedStatement[] = [];
  /** Faults of the next requests, in order. */
  readonly faults: TrinoFault[] = [];
  readonly #statements = new Map<string, Statement>();
  readonly #scriptFor: (sql: string) => TrinoScript;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  private constructor(scriptFor: (sql: string) => TrinoScript) {
    this.#scriptFor = scriptFor;
  }

  static async start(scriptFor: (sql: string) => TrinoScript): Promise<TrinoStandIn> {
    const standIn = new TrinoStandIn(scriptFor);
    await new Promise<void>((listening) => standIn.#server.listen(0, '127.0.0.1', listening));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '' } = request;
    const body = await text(request);
    const fault = this.faults[0];
    if (fault && fault.on === method) return this.#fail(this.faults.shift() ?? fault, response);
    if (method === 'POST') return this.#begin(request, response, body);
    const [, id = '', token = ''] = /\/v1\/statement\/\w+\/(\w+)\/slug\/(\d+)$/.exec(url) ?? [];
    const statement = this.#statements.get(id);
    if (!statement) return void response.writeHead(404).end();
    if (method !== 'DELETE') return send(response, statement.page(Number(token)));
    statement.received.isStopped = true;
    response.writeHead(204).end();
  }

  #begin(request: IncomingMessage, response: ServerResponse, sql: string): void {
    const id = `query_${this.received.length}`;
    const received: ReceivedStatement = { sql, headers: request.headers, pagesSent: 0, isStopped: false };
    this.received.push(received);
    this.#statements.set(id, new Statement(id, received, this.#scriptFor(sql)));
    send(response, JSON.stringify({ id, nextUri: uriOf(id, 'queued', 0), stats: { state: 'QUEUED' } }));
  }

  #fail({ response: status, body = '' }: TrinoFault, response: ServerResponse): void {
    if (status !== 'broken') return void response.writeHead(status).end(body);
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"id":"que', () => response.destroy());
  }
}

class Statement {
  readonly received: ReceivedStatement;
  readonly #id: string;
  readonly #script: TrinoScript;
  readonly #pages: Iterator<string>;
  #last = { token: -1, page: '' };

  constructor(id: string, received: ReceivedStatement, script: TrinoScript) {
    this.#id = id;
    this.received = received;
    this.#script = script;
    this.#pages = (script.pages ?? [])[Symbol.iterator]();
  }

  page(token: number): string {
    if (token !== this.#last.token) this.#last = { token, page: this.#pageAt(token) };
    return this.#last.page;
  }

  #pageAt(token: number): string {
    const { columns, error } = this.#script;
    if (this.received.isStopped)
      return this.#json({ error: { message: 'stopped', errorName: 'USER_CANCELED', errorType: 'USER_ERROR' } });
    if (token === 0) return this.#json({}, token);
    const { done, value } = this.#pages.next();
    if (!done) {
      this.received.pagesSent += 1;
      return this.#json({ columns }, token, value);
    }
    return this.#json(error ? { error } : { columns });
  }

  #json(page: object, token?: number, data?: string): string {
    const nextUri = token === undefined ? undefined : uriOf(this.#id, 'executing', token + 1);
    const json = JSON.stringify({ id: this.#id, nextUri, ...page, stats: { state: 'RUNNING' } });
    return data === undefined ? json : `{"data":${data},${json.slice(1)}`;
  }
}

function uriOf(id: string, step: string, token: number): string {
  return `http://trino.invalid:8080/v1/statement/${step}/${id}/slug/${token}`;
}

function send(response: ServerResponse, json: string): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(json);
}

/** A column as described by Trino. */
export function trinoColumn(name: string, type: string, signature = plainType(type)): TrinoColumnJson {
  return { name, type, typeSignature: signature };
}

export function plainType(type: string): TypeJson {
  return { rawType: type.replace(/\(.*?\)/, ''), arguments: [] };
}

export function typeOf(rawType: string, ...parts: readonly TypeJson[]): TypeJson {
  return { rawType, arguments: parts.map((value) => ({ kind: 'TYPE', value })) };
}

export function rowType(fields: Readonly<Record<string, TypeJson>>): TypeJson {
  const parts = Object.entries(fields).map(([name, typeSignature]) => ({ fieldName: { name }, typeSignature }));
  return { rawType: 'row', arguments: parts.map((value) => ({ kind: 'NAMED_TYPE', value })) };
}
