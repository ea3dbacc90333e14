import type { JsonObject } from '../../../core/record/field.ts';
import { type EventAnswer, failed, partialBody, processed, type Refusal, refusal, resultsBody } from './answers.ts';
import type { Play } from './script.ts';

/** What the service would do with a request if nothing went wrong: refuse it, or answer event by event. */
export interface Verdict {
  readonly events: readonly JsonObject[];
  readonly refusal: Refusal | undefined;
  /** As long as `events`, or empty beside a refusal. */
  readonly results: readonly EventAnswer[];
}

/** All that is going to happen to a request, decided before anything does. */
export interface AnswerPlan {
  readonly waitMs: number;
  /** Destroys the connection instead of answering. */
  readonly reset: boolean;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly trickle: Play['trickle'];
  readonly cutAfterBytes: number | undefined;
  readonly padToBytes: number | undefined;
  readonly refusal: Refusal | undefined;
  /** One for each event, or empty beside a refusal. */
  readonly results: readonly EventAnswer[];
  /** Whether the events that count as processed are kept. */
  readonly accepts: boolean;
}

/** Lays the faults of a script over the verdict. */
export function planAnswer(verdict: Verdict, plays: readonly Play[]): AnswerPlan {
  const play = mergePlays(plays);
  const refused = refusalFor(verdict, play);
  const results = refused ? [] : scriptResults(verdict, plays, play);
  const status = refused?.status ?? play.status ?? (results.some(hasFailed) ? 422 : 200);
  const text = bodyText(status, play.body ?? refusalBody(refused) ?? answerBody(status, results, play));
  return {
    waitMs: (play.delayMs ?? 0) + (play.latencyMs ?? 0),
    reset: play.resetBefore ?? play.acceptThenReset ?? false,
    status,
    headers: { 'content-type': typeof play.body === 'string' ? 'text/html' : 'application/json', ...play.headers },
    body: play.truncateJson ? text.slice(0, Math.ceil(text.length / 2)) : text,
    trickle: play.trickle,
    cutAfterBytes: play.cutAfterBytes,
    padToBytes: play.padToBytes,
    refusal: refused,
    results: refused ? verdict.results : results,
    accepts: acceptsEvents(play, refused),
  };
}

/** The earlier play's word stands. */
function mergePlays(plays: readonly Play[]): Play {
  return Object.assign({}, ...plays.toReversed());
}

/** A scripted refusal comes before the service's own; a scripted success does not make a bad request good. */
function refusalFor(verdict: Verdict, { status = 200, message }: Play): Refusal | undefined {
  const answersEvents = status < 300 || status === 422;
  return answersEvents ? verdict.refusal : refusal(status, message);
}

function refusalBody(refused: Refusal | undefined) {
  return refused && { code: refused.code, message: refused.message };
}

function bodyText(status: number, content: unknown): string {
  if (status === 204) return '';
  return typeof content === 'string' ? content : JSON.stringify(content);
}

function acceptsEvents({ accept, acceptThenReset, resetBefore }: Play, refused: Refusal | undefined): boolean {
  return accept ?? acceptThenReset ?? (!resetBefore && refused === undefined);
}

const SCRIPTED_FAILURE = 'The event could not be processed.';
const SCRIPTED_WARNING = 'The event has a field that is not standard.';

function scriptResults(verdict: Verdict, plays: readonly Play[], merged: Play): readonly EventAnswer[] {
  const results = plays.reduce((before, play) => applyPlay(before, verdict.events, play), verdict.results);
  if (merged.status !== 422 || results.some(hasFailed)) return results;
  return results.map(() => failed(merged.message ?? SCRIPTED_FAILURE));
}

function applyPlay(results: readonly EventAnswer[], events: readonly JsonObject[], play: Play): readonly EventAnswer[] {
  const { failIndexes = [], failEventIds = [], warnEventIds = [] } = play;
  if (failIndexes.length + failEventIds.length + warnEventIds.length === 0) return results;
  const positions = new Set(failIndexes);
  const failing = new Set<unknown>(failEventIds);
  const warning = new Set<unknown>(warnEventIds);
  return results.map((result, index) => {
    const { event_id: id } = events[index] ?? {};
    if (positions.has(index) || failing.has(id)) return failed(play.message ?? SCRIPTED_FAILURE);
    return warning.has(id) && !hasFailed(result) ? processed(play.warning ?? SCRIPTED_WARNING) : result;
  });
}

function answerBody(status: number, results: readonly EventAnswer[], { extraResults = 0, details }: Play) {
  const body = { ...resultsBody(results), events: resize(results, extraResults) };
  if (status !== 422) return body;
  return partialBody(details === false ? {} : body);
}

function resize(results: readonly EventAnswer[], extra: number): readonly EventAnswer[] {
  if (extra <= 0) return results.slice(0, Math.max(0, results.length + extra));
  return [...results, ...Array.from({ length: extra }, () => processed())];
}

function hasFailed({ status }: EventAnswer): boolean {
  return status === 'failed';
}
