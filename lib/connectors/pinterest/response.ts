import { z } from 'zod';
import type { Hide } from '../../core/connector/hide-echoes.ts';
import type { CallResult, EventResult, HttpResponse } from '../../core/delivery/call-result.ts';

/** Parses Pinterest's responses. Their schema is at github.com/pinterest/api-description, events/create. */

const resultsSchema = z.object({
  num_events_received: z.number(),
  num_events_processed: z.number(),
  events: z.array(
    z.object({
      status: z.enum(['processed', 'failed']),
      error_message: z.string().nullish(),
      warning_message: z.string().nullish(),
    }),
  ),
});
const refusalSchema = z.object({ code: z.number().optional(), message: z.string().optional() });
const detailsSchema = z.object({ details: resultsSchema });

/** Pinterest's code for an endpoint that currently accepts no traffic. */
const RAMPED_DOWN = 4197;

/**
 * The last response that accepted every event without a message. Most responses are equal to it, and comparing texts is
 * much faster than parsing. Its results depend only on its text and on the number of events, so that calls can share
 * them. They could not share results with a message: each call masks its own values in the message.
 */
let lastAccepted: { readonly body: string; readonly results: readonly EventResult[] } | undefined;

/** Interprets the response to a call with `eventCount` events, and masks personal values in Pinterest's messages. */
export function readResponse(response: HttpResponse, eventCount: number, hide: Hide): CallResult {
  const { status, body } = response;
  if (status === 200 && body === lastAccepted?.body && eventCount === lastAccepted.results.length)
    return { kind: 'answered', results: lastAccepted.results };
  const result = parseResponse(response, eventCount, hide);
  if (status === 200 && result.kind === 'answered' && result.results.every(isAcceptedWithoutMessage))
    lastAccepted = { body, results: result.results };
  return result;
}

function isAcceptedWithoutMessage({ accepted, message }: EventResult): boolean {
  return accepted && message === undefined;
}

function parseResponse(response: HttpResponse, eventCount: number, hide: Hide): CallResult {
  const { status, headers } = response;
  const body = parseJson(response.body);
  const { code, message: rawMessage = '' } = refusalSchema.safeParse(body).data ?? {};
  const maskedMessage = () => maskValues(hide(rawMessage));
  switch (status) {
    case 200:
      return readResults(resultsSchema.safeParse(body).data, eventCount, hide);
    case 422:
      return readResults(detailsSchema.safeParse(body).data?.details, eventCount, hide);
    case 400:
    case 413:
      return { kind: 'malformed', message: maskedMessage() };
    case 401:
      return { kind: 'unauthorized' };
    case 403:
      return { kind: 'forbidden' };
    case 429:
      return { kind: 'busy', retryAfter: headers['retry-after'] };
    default:
      return readOther(status, code, maskedMessage, headers['retry-after']);
  }
}

function readOther(
  status: number,
  code: number | undefined,
  maskedMessage: () => string,
  retryAfter: string | undefined,
): CallResult {
  if (status === 503 && code === RAMPED_DOWN) return { kind: 'busy', retryAfter };
  if (status >= 500) return { kind: 'unknown' };
  return status >= 300 ? { kind: 'refused', message: maskedMessage() } : { kind: 'contradictory' };
}

/**
 * The results of the events. They belong to events only by their position, so a list of another length says nothing
 * about any event.
 */
function readResults(parsed: z.infer<typeof resultsSchema> | undefined, eventCount: number, hide: Hide): CallResult {
  if (!parsed || parsed.events.length !== eventCount || parsed.num_events_received !== eventCount)
    return { kind: 'contradictory' };
  const processedCount = parsed.events.filter(({ status }) => status === 'processed').length;
  if (processedCount !== parsed.num_events_processed) return { kind: 'contradictory' };
  return {
    kind: 'answered',
    results: parsed.events.map((event, index) => readResult(event, (message) => hide(message, index))),
  };
}

function readResult(event: z.infer<typeof resultsSchema>['events'][number], hide: Hide): EventResult {
  const accepted = event.status === 'processed';
  const message = accepted ? event.warning_message : event.error_message;
  return message ? { accepted, message: maskValues(hide(message)) } : { accepted };
}

const E_MAIL_LIKE = /[^\s@'"<>]+@[^\s@'"<>]+/g;
const HASH_LIKE = /[0-9a-f]{32,}/gi;
const IPV6_LIKE = /(?<![\w:])(?=:*[0-9a-f])(?:[0-9a-f:]*::[0-9a-f:.]*|(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4})/gi;
const IPV4_LIKE = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const MAX_MESSAGE_LENGTH = 500;

/** Makes a message fit to be stored and shown: shortens a long one, and masks what may be a personal value. */
function maskValues(message: string): string {
  return shorten(message)
    .replace(E_MAIL_LIKE, '[e-mail]')
    .replace(HASH_LIKE, '[hash]')
    .replace(IPV6_LIKE, '[address]')
    .replace(IPV4_LIKE, '[address]');
}

/** Cuts between two words: half of a personal value would not be recognized, and therefore not masked. */
function shorten(message: string): string {
  if (message.length <= MAX_MESSAGE_LENGTH) return message;
  return `${message.slice(0, MAX_MESSAGE_LENGTH).replace(/\S*$/, '')}…`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
