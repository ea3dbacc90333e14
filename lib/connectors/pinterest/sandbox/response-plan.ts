import type { JsonObject } from '../../../core/record/field.ts';
import {
  type EventResponse,
  failed,
  partialBody,
  processed,
  type Refusal,
  refusal,
  resultsBody,
} from './response-bodies.ts';
import type { Behavior } from './script.ts';

/** How the sandbox would respond without scripted faults: by refusing the request, or with a result for each event. */
export interface Verdict {
  readonly events: readonly JsonObject[];
  readonly refusal: Refusal | undefined;
  /** One for each event; empty if the request is refused. */
  readonly results: readonly EventResponse[];
}

/** The complete response to a request, decided before anything is sent. */
export interface ResponsePlan {
  readonly waitMs: number;
  /** Whether the response is held until the script is replaced. */
  readonly isHeld: boolean;
  /** Whether to destroy the connection instead of responding. */
  readonly isReset: boolean;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly trickle: Behavior['trickle'];
  readonly cutAfterBytes: number | undefined;
  readonly padToBytes: number | undefined;
  readonly refusal: Refusal | undefined;
  /** One for each event. With a refusal, they are those of the verdict, because a script may record refused events. */
  readonly results: readonly EventResponse[];
  /** Whether the processed events are recorded. */
  readonly accepts: boolean;
}

/** Applies the faults of a script to the verdict. */
export function planResponse(verdict: Verdict, behaviors: readonly Behavior[]): ResponsePlan {
  const behavior = mergeBehaviors(behaviors);
  const plannedRefusal = refusalFor(verdict, behavior);
  const results = plannedRefusal ? [] : scriptedResults(verdict, behaviors, behavior);
  const status = plannedRefusal?.status ?? behavior.status ?? (results.some(hasFailed) ? 422 : 200);
  const text = bodyText(
    status,
    behavior.body ?? refusalBody(plannedRefusal) ?? responseBody(status, results, behavior),
  );
  return {
    waitMs: (behavior.delayMs ?? 0) + (behavior.latencyMs ?? 0),
    isHeld: behavior.held ?? false,
    isReset: behavior.resetBefore ?? behavior.acceptThenReset ?? false,
    status,
    headers: {
      'content-type': typeof behavior.body === 'string' ? 'text/html' : 'application/json',
      ...behavior.headers,
    },
    body: behavior.truncateJson ? text.slice(0, Math.ceil(text.length / 2)) : text,
    trickle: behavior.trickle,
    cutAfterBytes: behavior.cutAfterBytes,
    padToBytes: behavior.padToBytes,
    refusal: plannedRefusal,
    results: plannedRefusal ? verdict.results : results,
    accepts: acceptsEvents(behavior, plannedRefusal),
  };
}

/** All behaviors as one. Where several set the same key, the earliest takes precedence. */
function mergeBehaviors(behaviors: readonly Behavior[]): Behavior {
  return Object.assign({}, ...behaviors.toReversed());
}

/** The refusal to send: the scripted one, else that of the verdict. A scripted success makes no bad request valid. */
function refusalFor(verdict: Verdict, { status = 200, message }: Behavior): Refusal | undefined {
  const respondsPerEvent = status < 300 || status === 422;
  return respondsPerEvent ? verdict.refusal : refusal(status, message);
}

function refusalBody(plannedRefusal: Refusal | undefined) {
  return plannedRefusal && { code: plannedRefusal.code, message: plannedRefusal.message };
}

function bodyText(status: number, content: unknown): string {
  if (status === 204) return '';
  return typeof content === 'string' ? content : JSON.stringify(content);
}

function acceptsEvents(
  { accept, acceptThenReset, resetBefore }: Behavior,
  plannedRefusal: Refusal | undefined,
): boolean {
  return accept ?? acceptThenReset ?? (!resetBefore && plannedRefusal === undefined);
}

const SCRIPTED_FAILURE = 'The event could not be processed.';
const SCRIPTED_WARNING = 'The event has a field that is not standard.';

function scriptedResults(verdict: Verdict, behaviors: readonly Behavior[], merged: Behavior): readonly EventResponse[] {
  let { results } = verdict;
  for (const behavior of behaviors) results = applyBehavior(results, verdict.events, behavior);
  if (merged.status !== 422 || results.some(hasFailed)) return results;
  return results.map(() => failed(merged.message ?? SCRIPTED_FAILURE));
}

function applyBehavior(
  results: readonly EventResponse[],
  events: readonly JsonObject[],
  behavior: Behavior,
): readonly EventResponse[] {
  const { failIndexes = [], failEventIds = [], warnEventIds = [] } = behavior;
  if (failIndexes.length + failEventIds.length + warnEventIds.length === 0) return results;
  const failingPositions = new Set(failIndexes);
  const failingIds = new Set<unknown>(failEventIds);
  const warningIds = new Set<unknown>(warnEventIds);
  return results.map((result, index) => {
    const { event_id: id } = events[index] ?? {};
    if (failingPositions.has(index) || failingIds.has(id)) return failed(behavior.message ?? SCRIPTED_FAILURE);
    return warningIds.has(id) && !hasFailed(result) ? processed(behavior.warning ?? SCRIPTED_WARNING) : result;
  });
}

function responseBody(status: number, results: readonly EventResponse[], { extraResults = 0, details }: Behavior) {
  const body = { ...resultsBody(results), events: resize(results, extraResults) };
  if (status !== 422) return body;
  return partialBody(details === false ? {} : body);
}

/** The results with `extra` more at the end, or fewer if it is negative. */
function resize(results: readonly EventResponse[], extra: number): readonly EventResponse[] {
  if (extra <= 0) return results.slice(0, Math.max(0, results.length + extra));
  return [...results, ...Array.from({ length: extra }, () => processed())];
}

function hasFailed({ status }: EventResponse): boolean {
  return status === 'failed';
}
