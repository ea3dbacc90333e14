import type { Rule } from '#lib/connectors/pinterest/sandbox/script.ts';

type Response = Rule['do'];

/** How a job is expected to react to a fault in one of its batches. */
export type Reaction =
  /** It continues automatically, after `retries` retries. */
  | {
      readonly kind: 'continues';
      readonly retries?: number;
      /** The batch is sent again although it may have been accepted. */
      readonly resent?: true;
      /** Number of rejected events of the batch, or `all`. */
      readonly rejected?: number | 'all';
      /** Test calls are made to find the rejected events. */
      readonly probes?: true;
      /** The waits before all retries together, in seconds: minimum and maximum. */
      readonly waited?: readonly [number, number];
    }
  /** It continues, and leaves every record of the batch uncertain. */
  | { readonly kind: 'uncertain' }
  /** It stops at this batch, and continues when it is resumed after the fault is removed. */
  | {
      readonly kind: 'stops';
      readonly state: 'paused' | 'error';
      readonly code: string;
      /** Number of calls with the batch; not checked if it varies. */
      readonly tries?: number;
      /** Whether the batch may have been accepted before. */
      readonly resent?: true;
    };

export interface Fault {
  readonly name: string;
  readonly reaction: Reaction;
  /** The script of the sandbox; `events` are the ids of the batch. */
  readonly rules: (events: readonly string[]) => readonly Rule[];
  /** A fault of the connection, not of the sandbox. */
  readonly proxy?: 'refusing' | 'untrusted';
  /** Takes two minutes of real time. */
  readonly isSlow?: true;
}

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export const FAULTS: readonly Fault[] = [
  fault('no fault', {}, { kind: 'continues' }),

  always('401', { status: 401 }, { kind: 'stops', state: 'paused', code: 'unauthorized', tries: 1 }),
  always('403', { status: 403 }, { kind: 'stops', state: 'paused', code: 'forbidden', tries: 1 }),
  always('404', { status: 404 }, stopsRefused()),
  always('redirect 302', { status: 302, headers: { location: '/v5/elsewhere' } }, stopsRefused()),

  once('400 once, without a specific event', { status: 400 }, { kind: 'continues', probes: true }),
  onEvents(
    '400 for one event',
    ([, id = '']) => [id],
    { status: 400 },
    { kind: 'continues', probes: true, rejected: 1 },
  ),
  onEvents('400 for each event', (ids) => ids, { status: 400 }, { kind: 'continues', probes: true, rejected: 'all' }),
  onEvents(
    '413 for one event',
    ([, id = '']) => [id],
    { status: 413 },
    { kind: 'continues', probes: true, rejected: 1 },
  ),

  withFailedEvent('200 with a failed event', { status: 200 }, { kind: 'continues', rejected: 1 }),
  withFailedEvent('422 with a failed event', { status: 422 }, { kind: 'continues', rejected: 1 }),
  always('422 without details', { status: 422, details: false }, { kind: 'uncertain' }),

  rateLimited('429, Retry-After: 2', '2', [1.8, 4]),
  rateLimited('429, Retry-After: a date in 50 s', () => new Date(Date.now() + 50_000).toUTCString(), [45, 52]),
  rateLimited('429, Retry-After: 0', '0', [0.8, 3]),
  rateLimited('429, Retry-After: -5', '-5', [0.8, 3]),
  rateLimited('429, Retry-After: a year', String(YEAR_SECONDS), [899, 902]),
  rateLimited('429, Retry-After: junk', 'soon', [0, 3]),
  once('429 without Retry-After', { status: 429 }, { kind: 'continues', retries: 1, waited: [0, 3] }),
  {
    name: '429 thirty times',
    reaction: { kind: 'continues', retries: 30, waited: [1790, 1900] },
    rules: (events) => [rule(events, { status: 429, headers: { 'retry-after': '60' } }, 30)],
  },
  once('503 with code 4197', { status: 503, body: { code: 4197, message: '' } }, { kind: 'continues', retries: 1 }),

  once('500', { status: 500 }, continuesResent()),
  always('500 permanently', { status: 500 }, { kind: 'stops', state: 'error', code: 'gave_up', resent: true }),
  once('502 with HTML', { status: 502, body: '<html></html>' }, continuesResent()),
  once('503 with another code', { status: 503, body: { code: 1, message: '' } }, continuesResent()),
  once('reset before the batch was accepted', { resetBefore: true }, continuesResent()),
  once('reset after the batch was accepted', { acceptThenReset: true }, continuesResent()),
  once('response cut in the middle', { cutAfterBytes: 20 }, continuesResent()),
  { ...once('one byte a second', { trickle: { bytes: 1, everyMs: 1000 } }, continuesResent()), isSlow: true },
  once('slow, but in time', { trickle: { bytes: 40, everyMs: 5 } }, { kind: 'continues' }),

  always('truncated JSON', { truncateJson: true }, { kind: 'uncertain' }),
  always('one result too many', { extraResults: 1 }, { kind: 'uncertain' }),
  always('one result missing', { extraResults: -1 }, { kind: 'uncertain' }),
  always(
    'inconsistent counts',
    { body: { num_events_received: 9, num_events_processed: 9, events: [] } },
    { kind: 'uncertain' },
  ),
  always('204', { status: 204 }, { kind: 'uncertain' }),
  always('200 with HTML', { body: '<html></html>' }, { kind: 'uncertain' }),
  always('a body of 50 MB', { padToBytes: 50_000_000 }, { kind: 'uncertain' }),

  { ...fault('connection refused', { headers: { connection: 'close' } }, stopsUnreachable()), proxy: 'refusing' },
  { ...fault('self-signed certificate', { headers: { connection: 'close' } }, stopsUnreachable()), proxy: 'untrusted' },
];

function rule(eventIds: readonly string[], response: Response, times?: number): Rule {
  return { match: { eventId: [...eventIds], ...(times !== undefined && { times }) }, do: response };
}

/** A response to every batch. */
function fault(name: string, response: Response, reaction: Reaction): Fault {
  return { name, reaction, rules: () => [{ do: response }] };
}

/** A response to every call with one of the selected events of the batch. */
function onEvents(
  name: string,
  select: (ids: readonly string[]) => readonly string[],
  response: Response,
  reaction: Reaction,
): Fault {
  return { name, reaction, rules: (events) => [rule(select(events), response)] };
}

function always(name: string, response: Response, reaction: Reaction): Fault {
  return onEvents(name, (events) => events, response, reaction);
}

function once(name: string, response: Response, reaction: Reaction): Fault {
  return { name, reaction, rules: (events) => [rule(events, response, 1)] };
}

/** The second event of the batch fails, in every call with the first one. */
function withFailedEvent(name: string, response: Response, reaction: Reaction): Fault {
  return { name, reaction, rules: ([first, id = '']) => [rule([first ?? id], { ...response, failEventIds: [id] })] };
}

function rateLimited(name: string, after: string | (() => string), waited: readonly [number, number]): Fault {
  const reaction: Reaction = { kind: 'continues', retries: 1, waited };
  const response = () => ({ status: 429, headers: { 'retry-after': typeof after === 'string' ? after : after() } });
  return { name, reaction, rules: (events) => [rule(events, response(), 1)] };
}

function continuesResent(): Reaction {
  return { kind: 'continues', retries: 1, resent: true };
}

function stopsRefused(): Reaction {
  return { kind: 'stops', state: 'error', code: 'refused', tries: 1 };
}

function stopsUnreachable(): Reaction {
  return { kind: 'stops', state: 'paused', code: 'unreachable' };
}
