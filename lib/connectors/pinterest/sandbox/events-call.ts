import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject, JsonValue } from '../../../core/record/field.ts';
import { type AnswerPlan, planAnswer, type Verdict } from './answer-plan.ts';
import { invalidRequest, type Refusal, refusal } from './answers.ts';
import { eventsOf, parseBody, refuseShape } from './body-check.ts';
import { answerEvent } from './event-check.ts';
import type { EventRemark, Journal, KeptEvent, NewEntry } from './journal.ts';
import { playAnswer } from './play.ts';
import { type RequestBody, readRequestBody } from './request-body.ts';
import type { Script, Sighting } from './script.ts';

/** What a call needs of the sandbox. */
export interface Desk {
  readonly journal: Journal;
  readonly script: Script;
  readonly maxBodyBytes: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** The number of an account's next call. */
  nextCall(account: string): number;
}

interface Arrival {
  readonly at: number;
  readonly call: number;
  readonly account: string;
  readonly test: boolean;
  readonly token: string | undefined;
}

/** One call of events/create: read it, decide all of its fate, write that down, and only then let it happen. */
export async function takeEvents(
  desk: Desk,
  account: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const arrival = {
    at: desk.now(),
    call: desk.nextCall(account),
    account,
    test: query.get('test')?.toLowerCase() === 'true',
    token: /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1],
  };
  const body = await readRequestBody(request, desk.maxBodyBytes);
  if (!body.complete) return void (await desk.journal.append(cutEntry(arrival, body), undefined));
  const content = body.bytes && parseBody(body.bytes);
  const events = eventsOf(content);
  const early = refuseEarly(arrival, request, body);
  const plan = planAnswer(
    judge(events, content, early, arrival.at),
    desk.script.playsFor(sight(arrival, body, events)),
  );
  const entry = entryOf(arrival, body, events, plan);
  const id = await desk.journal.append(entry, body.bytes);
  await playAnswer(plan, id, response);
}

/** What can be refused without a look at the events. */
function refuseEarly(
  { token, account }: Arrival,
  { headers }: IncomingMessage,
  body: RequestBody,
): Refusal | undefined {
  if (token === undefined || /revoked|invalid/i.test(token)) return refusal(401);
  if (!/^\d{1,18}$/.test(account)) return invalidRequest('ad_account_id needs 1 to 18 digits');
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return invalidRequest('Content-Encoding is not supported', 415);
  const type = headers['content-type'] ?? '';
  if (!/^application\/json\s*(?:;|$)/i.test(type)) return invalidRequest('Content-Type is not application/json', 415);
  return body.bytes ? undefined : invalidRequest('the body is too large', 413);
}

function judge(events: JsonObject[], content: unknown, early: Refusal | undefined, at: number): Verdict {
  const refused = early ?? refuseShape(content);
  const now = Math.floor(at / 1000);
  return { events, refusal: refused, results: refused ? [] : events.map((event) => answerEvent(event, now)) };
}

function sight({ account, call, test, token }: Arrival, body: RequestBody, events: JsonObject[]): Sighting {
  const eventIds = new Set(events.map(({ event_id }) => event_id).filter((id) => typeof id === 'string'));
  return { account, call, test, eventIds, bodySha256: body.sha256, tokenSha256: sha256(token) };
}

function entryOf(arrival: Arrival, body: RequestBody, events: JsonObject[], plan: AnswerPlan): NewEntry {
  const { results } = plan;
  return {
    ...callOf(arrival, body),
    events: events.length,
    status: plan.reset ? null : plan.status,
    end: endOf(plan),
    code: plan.refusal?.code ?? null,
    message: plan.refusal?.message ?? null,
    accepted: plan.accepts ? events.filter((_, index) => results[index]?.status === 'processed').map(keep) : [],
    failed: remarks(events, (index) => results[index]?.error_message),
    warned: remarks(events, (index) => results[index]?.warning_message),
  };
}

/** Nobody is left to answer, and no rule is spent on it; but it was a call. */
function cutEntry(arrival: Arrival, body: RequestBody): NewEntry {
  const nothing = { status: null, code: null, message: null, accepted: [], failed: [], warned: [] };
  return { ...callOf(arrival, body), ...nothing, events: 0, end: 'request_cut' };
}

function callOf({ token, ...seen }: Arrival, body: RequestBody) {
  return { ...seen, token_sha256: sha256(token), body_sha256: body.sha256, bytes: body.length };
}

function endOf(plan: AnswerPlan): NewEntry['end'] {
  if (plan.reset) return plan.accepts ? 'accepted_then_reset' : 'reset_before';
  return plan.cutAfterBytes === undefined ? 'answered' : 'answer_cut';
}

function keep({ event_id, event_name, action_source }: JsonObject): KeptEvent {
  return [textOf(event_id), textOf(event_name), textOf(action_source)];
}

function remarks(events: JsonObject[], messageAt: (index: number) => string | undefined): EventRemark[] {
  return events.flatMap(({ event_id }, index) => {
    const message = messageAt(index);
    return message ? { index, event_id: textOf(event_id), message } : [];
  });
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function sha256(text: string | undefined): string | null {
  return text === undefined ? null : createHash('sha256').update(text).digest('hex');
}
