import type { Rule } from '#lib/connectors/pinterest/sandbox/script.ts';

type Play = Rule['do'];

/** How a job has to come out of a fault that strikes one of its batches. */
export type Outcome =
  /** It goes on by itself, after so many tries more than one. */
  | {
      readonly kind: 'goes on';
      readonly retries?: number;
      /** The batch is sent again though it may have been taken. */
      readonly resent?: true;
      /** So many events of the batch are rejected; `all` of them. */
      readonly rejected?: number | 'all';
      /** Test calls are made to find the events at fault, so many as it takes. */
      readonly probes?: true;
      /** The wait before the next try, in seconds: at least and at most. */
      readonly waited?: readonly [number, number];
    }
  /** It goes on, and leaves every record of the batch to a person. */
  | { readonly kind: 'uncertain' }
  /** It stops there, and goes on when it is asked to once the fault is gone. */
  | {
      readonly kind: 'stops';
      readonly state: 'paused' | 'error';
      readonly code: string;
      /** How often the batch was tried; not looked at where that is a matter of chance. */
      readonly tries?: number;
      /** Whether the batch may have been taken before. */
      readonly resent?: true;
    };

export interface Fault {
  readonly name: string;
  readonly outcome: Outcome;
  /** What the sandbox does; `events` are the ids of the batch. */
  readonly rules: (events: readonly string[]) => readonly Rule[];
  /** A fault of the way there, not of the sandbox. */
  readonly front?: 'refusing' | 'untrusted';
  /** It takes two minutes of real time. */
  readonly slow?: true;
}

const year = 365 * 24 * 60 * 60;

export const FAULTS: readonly Fault[] = [
  fault('no fault', {}, { kind: 'goes on' }),

  always('401', { status: 401 }, { kind: 'stops', state: 'paused', code: 'unauthorized', tries: 1 }),
  always('403', { status: 403 }, { kind: 'stops', state: 'paused', code: 'forbidden', tries: 1 }),
  always('404', { status: 404 }, stopsRefused()),
  always('redirect 302', { status: 302, headers: { location: '/v5/elsewhere' } }, stopsRefused()),

  once('400 once, for no event in particular', { status: 400 }, { kind: 'goes on', probes: true }),
  of('400 for one event', ([, id = '']) => [id], { status: 400 }, { kind: 'goes on', probes: true, rejected: 1 }),
  of('400 for each event', (ids) => ids, { status: 400 }, { kind: 'goes on', probes: true, rejected: 'all' }),
  of('413 for one event', ([, id = '']) => [id], { status: 413 }, { kind: 'goes on', probes: true, rejected: 1 }),

  failing('200 with a failed event', { status: 200 }, { kind: 'goes on', rejected: 1 }),
  failing('422 with a failed event', { status: 422 }, { kind: 'goes on', rejected: 1 }),
  always('422 without details', { status: 422, details: false }, { kind: 'uncertain' }),

  busy('429, Retry-After: 2', '2', [1.8, 4]),
  busy('429, Retry-After: a date in 50 s', () => new Date(Date.now() + 50_000).toUTCString(), [45, 52]),
  busy('429, Retry-After: 0', '0', [0.8, 3]),
  busy('429, Retry-After: -5', '-5', [0.8, 3]),
  busy('429, Retry-After: a year', String(year), [899, 902]),
  busy('429, Retry-After: junk', 'soon', [0, 3]),
  once('429 without Retry-After', { status: 429 }, { kind: 'goes on', retries: 1, waited: [0, 3] }),
  {
    name: '429 thirty times',
    outcome: { kind: 'goes on', retries: 30, waited: [1790, 1900] },
    rules: (events) => [rule(events, { status: 429, headers: { 'retry-after': '60' } }, 30)],
  },
  once('503 with code 4197', { status: 503, body: { code: 4197, message: '' } }, { kind: 'goes on', retries: 1 }),

  once('500', { status: 500 }, sentAgain()),
  always('500 for good', { status: 500 }, { kind: 'stops', state: 'error', code: 'gave_up', resent: true }),
  once('502 with HTML', { status: 502, body: '<html></html>' }, sentAgain()),
  once('503 with another code', { status: 503, body: { code: 1, message: '' } }, sentAgain()),
  once('reset before it was accepted', { resetBefore: true }, sentAgain()),
  once('reset after it was accepted', { acceptThenReset: true }, sentAgain()),
  once('answer cut in the middle', { cutAfterBytes: 20 }, sentAgain()),
  { ...once('one byte a second', { trickle: { bytes: 1, everyMs: 1000 } }, sentAgain()), slow: true },
  once('slow, but in time', { trickle: { bytes: 40, everyMs: 5 } }, { kind: 'goes on' }),

  always('truncated JSON', { truncateJson: true }, { kind: 'uncertain' }),
  always('one result too many', { extraResults: 1 }, { kind: 'uncertain' }),
  always('one result missing', { extraResults: -1 }, { kind: 'uncertain' }),
  always(
    'counts that do not fit',
    { body: { num_events_received: 9, num_events_processed: 9, events: [] } },
    { kind: 'uncertain' },
  ),
  always('204', { status: 204 }, { kind: 'uncertain' }),
  always('200 with HTML', { body: '<html></html>' }, { kind: 'uncertain' }),
  always('a body of 50 MB', { padToBytes: 50_000_000 }, { kind: 'uncertain' }),

  { ...fault('connection refused', { headers: { connection: 'close' } }, stopsUnreachable()), front: 'refusing' },
  { ...fault('self-signed certificate', { headers: { connection: 'close' } }, stopsUnreachable()), front: 'untrusted' },
];

function rule(eventId: readonly string[], play: Play, times?: number): Rule {
  return { match: { eventId: [...eventId], ...(times !== undefined && { times }) }, do: play };
}

/** Whatever the batch. */
function fault(name: string, play: Play, outcome: Outcome): Fault {
  return { name, outcome, rules: () => [{ do: play }] };
}

/** Strikes these events whenever they come. */
function of(name: string, chosen: (ids: readonly string[]) => readonly string[], play: Play, outcome: Outcome): Fault {
  return { name, outcome, rules: (events) => [rule(chosen(events), play)] };
}

function always(name: string, play: Play, outcome: Outcome): Fault {
  return of(name, (events) => events, play, outcome);
}

function once(name: string, play: Play, outcome: Outcome): Fault {
  return { name, outcome, rules: (events) => [rule(events, play, 1)] };
}

function failing(name: string, play: Play, outcome: Outcome): Fault {
  return { name, outcome, rules: ([first, id = '']) => [rule([first ?? id], { ...play, failEventIds: [id] })] };
}

function busy(name: string, after: string | (() => string), waited: readonly [number, number]): Fault {
  const outcome: Outcome = { kind: 'goes on', retries: 1, waited };
  const play = () => ({ status: 429, headers: { 'retry-after': typeof after === 'string' ? after : after() } });
  return { name, outcome, rules: (events) => [rule(events, play(), 1)] };
}

function sentAgain(): Outcome {
  return { kind: 'goes on', retries: 1, resent: true };
}

function stopsRefused(): Outcome {
  return { kind: 'stops', state: 'error', code: 'refused', tries: 1 };
}

function stopsUnreachable(): Outcome {
  return { kind: 'stops', state: 'paused', code: 'unreachable' };
}
