import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '../../../core/record/field.ts';
import { DEDUPLICATION_MS } from '../request.ts';
import { eventsOf, parseBody } from './body-check.ts';
import { callRates, uniqueEvents } from './counts.ts';
import type { Journal, JournalEntry } from './journal.ts';
import type { Rule } from './script.ts';

/**
 * The sandbox's control endpoints, whose paths begin with `/__`: for tests and people on this machine, not for web
 * pages.
 */

export interface Controls {
  readonly journal: Journal;
  /** Throws if the rules are invalid. */
  setScript(rules: unknown): void;
  reset(): Promise<void>;
}

export interface ControlResponse {
  readonly status: number;
  readonly body: unknown;
}

/** An event as it was sent, with its call. */
export interface SentEvent {
  readonly account: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly call: number;
  readonly test: boolean;
  readonly event: JsonObject;
}

type Handler = (controls: Controls, query: URLSearchParams, body: unknown) => Promise<ControlResponse>;

const handlers: Readonly<Record<string, Handler>> = {
  'GET /__journal': async ({ journal }, query) => ok(await entriesOf(journal, accountIn(query))),
  'GET /__unique': async ({ journal }, query) => ok(await countUnique(journal, query)),
  'GET /__rate': async ({ journal }) => ok(await callRates(journal.entries())),
  'GET /__events': async ({ journal }, query) => newestEvents(journal, query),
  'POST /__script': async (controls, _, body) => setScript(controls, body),
  'POST /__reset': async (controls) => resetSandbox(controls),
};

export async function handleControl(
  controls: Controls,
  method: string,
  url: URL,
  body: Uint8Array | undefined,
): Promise<ControlResponse> {
  const handler = handlers[`${method} ${url.pathname}`];
  if (!handler) return failure(404, `There is no ${method} endpoint with this path.`);
  return handler(controls, url.searchParams, body && parseBody(body));
}

/**
 * Whether a request may use the control endpoints: it comes over loopback, has a loopback host name, and was not sent
 * by a web page. With another host name, a page could have reached the sandbox by DNS rebinding.
 */
export function isLocal({ socket, headers }: IncomingMessage): boolean {
  const host = URL.parse(`http://${headers.host}`)?.hostname;
  const hasLoopbackName = host === 'localhost' || host === '[::1]' || host === '127.0.0.1';
  const isLoopback = /^(?:::1$|(?:::ffff:)?127\.)/.test(socket.remoteAddress ?? '');
  return hasLoopbackName && isLoopback && headers.origin === undefined;
}

/** The entries of an account, or all entries, oldest first. */
export async function entriesOf(journal: Journal, account?: string): Promise<JournalEntry[]> {
  const entries = await Array.fromAsync(journal.entries());
  return account === undefined ? entries : entries.filter((entry) => entry.account === account);
}

/** The events of all requests whose bodies are kept, newest first, including those of refused requests. */
export async function sentEvents(journal: Journal, account: string | undefined, limit: number): Promise<SentEvent[]> {
  const sent: SentEvent[] = [];
  for (const entry of (await entriesOf(journal, account)).reverse()) {
    if (sent.length >= limit) break;
    const body = await journal.bodyOf(entry);
    const events = body ? eventsOf(parseBody(body)) : [];
    const { account: sentTo, at, call, test } = entry;
    sent.push(...events.reverse().map((event) => ({ account: sentTo, at, call, test, event })));
  }
  return sent.slice(0, limit);
}

async function newestEvents(journal: Journal, query: URLSearchParams): Promise<ControlResponse> {
  const limit = query.get('limit') ?? '100';
  if (!/^\d+$/.test(limit)) return failure(400, 'limit must be a number such as 100.');
  return ok(await sentEvents(journal, accountIn(query), Number(limit)));
}

/**
 * Counts the accepted events without repeats. With `window=none`, an event is a repeat however late it comes; with
 * `list=false`, only the sums are returned.
 */
async function countUnique(journal: Journal, query: URLSearchParams) {
  const windowMs = query.get('window') === 'none' ? Number.POSITIVE_INFINITY : DEDUPLICATION_MS;
  const { complete, events } = await uniqueEvents(journal.entries(), windowMs, accountIn(query));
  const received = events.reduce((total, event) => total + event.received, 0);
  const counted = events.reduce((total, event) => total + event.counted, 0);
  const sums = { complete, unique: events.length, received, counted };
  return query.get('list') === 'false' ? sums : { ...sums, events };
}

async function setScript(controls: Controls, rules: unknown): Promise<ControlResponse> {
  try {
    controls.setScript(rules);
    return ok({ rules: (rules as Rule[]).length });
  } catch (error) {
    return failure(400, (error as Error).message);
  }
}

function accountIn(query: URLSearchParams): string | undefined {
  return query.get('account') ?? undefined;
}

async function resetSandbox(controls: Controls): Promise<ControlResponse> {
  await controls.reset();
  return ok({});
}

function ok(body: unknown): ControlResponse {
  return { status: 200, body };
}

function failure(status: number, message: string): ControlResponse {
  return { status, body: { code: 1, message } };
}
