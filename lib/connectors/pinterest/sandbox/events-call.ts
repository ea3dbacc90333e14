import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject, JsonValue } from '../../../core/record/field.ts';
import { eventsOf, parseBody, shapeRefusalOf } from './body-check.ts';
import { checkEvent } from './event-check.ts';
import type { AcceptedEvent, EventMessage, Journal, NewJournalEntry } from './journal.ts';
import { type RequestBody, readRequestBody } from './request-body.ts';
import { invalidRequest, type Refusal, refusal } from './response-bodies.ts';
import { planResponse, type ResponsePlan, type Verdict } from './response-plan.ts';
import type { RequestFacts, Script } from './script.ts';
import { sendResponse } from './send-response.ts';

/** The part of the sandbox's state that a call needs. */
export interface SandboxState {
  readonly journal: Journal;
  readonly script: Script;
  readonly maxBodyBytes: number;
  /** Milliseconds since 1970. */
  now(): number;
  nextCall(account: string): number;
}

interface CallInfo {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly call: number;
  readonly account: string;
  readonly test: boolean;
  readonly token: string | undefined;
}

/** Handles one call of events/create: reads it, plans the whole response, journals it, and only then responds. */
export async function handleEvents(
  sandbox: SandboxState,
  account: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const call = {
    at: sandbox.now(),
    call: sandbox.nextCall(account),
    account,
    test: query.get('test')?.toLowerCase() === 'true',
    token: /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1],
  };
  const body = await readRequestBody(request, sandbox.maxBodyBytes);
  if (!body.isComplete) {
    await sandbox.journal.append(incompleteEntry(call, body), undefined);
    return;
  }
  const content = body.bytes && parseBody(body.bytes);
  const events = eventsOf(content);
  const earlyRefusal = earlyRefusalOf(call, request, body);
  const { script } = sandbox;
  const verdict = verdictOf(events, content, earlyRefusal, call.at);
  const plan = planResponse(verdict, script.behaviorsFor(requestFactsOf(call, body, events)));
  const entry = entryOf(call, body, events, plan);
  const id = await sandbox.journal.append(entry, body.bytes);
  await sendResponse(plan, id, response, script.replaced);
}

/** The refusal for what can be checked without parsing the body; undefined if nothing is wrong. */
function earlyRefusalOf(
  { token, account }: CallInfo,
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

function verdictOf(events: JsonObject[], content: unknown, earlyRefusal: Refusal | undefined, at: number): Verdict {
  const requestRefusal = earlyRefusal ?? shapeRefusalOf(content);
  if (requestRefusal) return { events, refusal: requestRefusal, results: [] };
  const now = Math.floor(at / 1000);
  return { events, refusal: undefined, results: events.map((event) => checkEvent(event, now)) };
}

function requestFactsOf(
  { account, call, test, token }: CallInfo,
  body: RequestBody,
  events: JsonObject[],
): RequestFacts {
  const eventIds = new Set(events.map(({ event_id }) => event_id).filter((id) => typeof id === 'string'));
  return { account, call, test, eventIds, bodySha256: body.sha256, tokenSha256: sha256(token) };
}

function entryOf(call: CallInfo, body: RequestBody, events: JsonObject[], plan: ResponsePlan): NewJournalEntry {
  const { results } = plan;
  const processed = events.filter((_, index) => results[index]?.status === 'processed');
  return {
    ...callFieldsOf(call, body),
    events: events.length,
    status: plan.isReset ? null : plan.status,
    end: endOf(plan),
    code: plan.refusal?.code ?? null,
    message: plan.refusal?.message ?? null,
    accepted: plan.accepts ? processed.map(acceptedEventOf) : [],
    failed: messagesOf(events, (index) => results[index]?.error_message),
    warned: messagesOf(events, (index) => results[index]?.warning_message),
  };
}

/** The entry of a call whose client disconnected: no response is sent and no rule is applied, but the call counts. */
function incompleteEntry(call: CallInfo, body: RequestBody): NewJournalEntry {
  return {
    ...callFieldsOf(call, body),
    events: 0,
    status: null,
    end: 'request_cut',
    code: null,
    message: null,
    accepted: [],
    failed: [],
    warned: [],
  };
}

function callFieldsOf({ token, ...info }: CallInfo, body: RequestBody) {
  return { ...info, token_sha256: sha256(token), body_sha256: body.sha256, bytes: body.length };
}

function endOf(plan: ResponsePlan): NewJournalEntry['end'] {
  if (plan.isReset) return plan.accepts ? 'accepted_then_reset' : 'reset_before';
  return plan.cutAfterBytes === undefined ? 'answered' : 'answer_cut';
}

function acceptedEventOf({ event_id, event_name, action_source }: JsonObject): AcceptedEvent {
  return [textOf(event_id), textOf(event_name), textOf(action_source)];
}

function messagesOf(events: JsonObject[], messageAt: (index: number) => string | undefined): EventMessage[] {
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
