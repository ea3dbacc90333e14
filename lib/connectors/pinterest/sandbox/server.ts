import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox as ConnectorSandbox } from '../../../core/connector/connector.ts';
import { DEDUPLICATION_MS } from '../request.ts';
import { entriesOf, handleControl, isLocal, type SentEvent, sentEvents } from './control.ts';
import { type CallRate, callRates, type UniqueEvent, uniqueEvents } from './counts.ts';
import { handleEvents, type SandboxState } from './events-call.ts';
import { FileJournal } from './file-journal.ts';
import { type Journal, type JournalEntry, KEEP_BYTES, MemoryJournal } from './journal.ts';
import { readRequestBody } from './request-body.ts';
import { invalidRequest, type Refusal, refusal } from './response-bodies.ts';
import { type Rule, Script } from './script.ts';

/** A stand-in for Pinterest: a real HTTP server that responds like events/create and simulates scripted faults. */

export interface SandboxOptions {
  /** By default 0, which takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Folder of the journal; without one the journal is kept in memory. */
  readonly folder?: string;
  readonly script?: readonly Rule[];
  /** As for `KEEP_BYTES`, how many bytes the journal keeps. Tests that count every event set Infinity. */
  readonly keepBytes?: number;
  readonly maxBodyBytes?: number;
  /** Time limit for receiving a request. */
  readonly requestTimeoutMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface Sandbox extends ConnectorSandbox {
  readonly port: number;
  /** The requests in the journal, oldest first. */
  received(account?: string): Promise<JournalEntry[]>;
  /** The events of the requests whose bodies are kept, newest first. */
  events(account?: string, limit?: number): Promise<SentEvent[]>;
  /** The accepted real events, without duplicates. */
  unique(account?: string, windowMs?: number): Promise<UniqueEvent[]>;
  rates(): Promise<Record<string, CallRate>>;
  setScript(rules: readonly Rule[]): void;
  /** Clears the journal, the call counts and the script. */
  reset(): Promise<void>;
}

const MAX_BODY_BYTES = 8 * 1024 * 1024;
const REQUEST_TIMEOUT_MS = 120_000;
const EVENTS_PATH = /^\/v5\/ad_accounts\/([^/]+)\/events$/;

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { folder, keepBytes = KEEP_BYTES, host = '127.0.0.1', port = 0 } = options;
  const script = new Script(options.script ?? []);
  const journal = folder ? await FileJournal.open(folder, keepBytes) : new MemoryJournal(keepBytes);
  const sandbox = new RunningSandbox(journal, script, options, await lastCalls(journal));
  const server = serve(sandbox, options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS);
  server.listen(port, host);
  await once(server, 'listening');
  return sandboxOf(sandbox, server);
}

/** The sandbox's state while it runs. */
class RunningSandbox implements SandboxState {
  readonly journal: Journal;
  readonly maxBodyBytes: number;
  readonly now: () => number;
  script: Script;
  #calls: Map<string, number>;

  constructor(journal: Journal, script: Script, options: SandboxOptions, calls: Map<string, number>) {
    this.journal = journal;
    this.script = script;
    this.maxBodyBytes = options.maxBodyBytes ?? MAX_BODY_BYTES;
    this.now = options.now ?? Date.now;
    this.#calls = calls;
  }

  nextCall(account: string): number {
    const call = (this.#calls.get(account) ?? 0) + 1;
    this.#calls.set(account, call);
    return call;
  }

  setScript(rules: unknown): void {
    this.script = this.script.replaceWith(new Script(rules));
  }

  async reset(): Promise<void> {
    await this.journal.clear();
    this.#calls = new Map();
    this.setScript([]);
  }
}

/** The number of each account's last call. Numbers continue after a restart, so that a fault in call 7 happens once. */
async function lastCalls(journal: Journal): Promise<Map<string, number>> {
  const calls = new Map<string, number>();
  for await (const { account, call } of journal.entries()) calls.set(account, Math.max(call, calls.get(account) ?? 0));
  return calls;
}

function serve(sandbox: RunningSandbox, requestTimeoutMs: number): Server {
  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: Math.min(requestTimeoutMs, 30_000),
  });
  server.on('request', (request, response) => {
    // A client may disconnect during the response.
    response.on('error', () => {});
    route(sandbox, request, response).catch(() => sendFailure(response));
  });
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
  });
  return server;
}

async function route(sandbox: RunningSandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = URL.parse(request.url ?? '', 'http://sandbox');
  if (url?.pathname.startsWith('/__')) return routeControl(sandbox, url, request, response);
  const account = EVENTS_PATH.exec(url?.pathname ?? '')?.[1];
  if (!url || account === undefined) return sendRefusal(response, invalidRequest('there is no such endpoint', 404));
  if (request.method === 'POST') return handleEvents(sandbox, account, url.searchParams, request, response);
  response.setHeader('allow', 'POST');
  sendRefusal(response, invalidRequest('the method is not allowed', 405));
}

async function routeControl(
  sandbox: RunningSandbox,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLocal(request)) return sendRefusal(response, refusal(403));
  const { bytes } = await readRequestBody(request, sandbox.maxBodyBytes);
  const { status, body } = await handleControl(sandbox, request.method ?? '', url, bytes);
  sendJson(response, status, body);
}

/**
 * Responds after a failure of the journal, usually on a full disk: 503 with the code 4197 says that nothing was
 * recorded.
 */
function sendFailure(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else sendRefusal(response, refusal(503, 'The sandbox could not store the request.'));
}

function sendRefusal(response: ServerResponse, { status, code, message }: Refusal): void {
  sendJson(response, status, { code, message });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function sandboxOf(sandbox: RunningSandbox, server: Server): Sandbox {
  const { journal } = sandbox;
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    port,
    received: (account) => entriesOf(journal, account),
    events: (account, limit = Number.POSITIVE_INFINITY) => sentEvents(journal, account, limit),
    unique: async (account, windowMs = DEDUPLICATION_MS) =>
      (await uniqueEvents(journal.entries(), windowMs, account)).events,
    rates: () => callRates(journal.entries()),
    setScript: (rules) => sandbox.setScript(rules),
    reset: () => sandbox.reset(),
    close: () => close(server, journal),
  };
}

async function close(server: Server, journal: Journal): Promise<void> {
  if (server.listening) {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
  await journal.close();
}
