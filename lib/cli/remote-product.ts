import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf } from '../api/address.ts';
import { isFileType } from '../api/file-type.ts';
import { errorOfProblem, PROBLEM_TYPE, problemShape } from '../api/problem.ts';
import { type AnswerOf, type InputOf, idsIn, isAskedInQuery, isKept, type Route } from '../api/route.ts';
import { getJob, pauseJob, resumeJob } from '../api/routes/jobs.ts';
import { getStatus } from '../api/routes/product.ts';
import { UserError } from '../core/errors.ts';
import { type Addresses, awaitsOtherExecutor, NO_ADDRESS } from '../core/job/job-destination.ts';
import type { JobObject } from '../core/view/job-object.ts';
import type { Destination } from './destination.ts';
import type { Asked, Product } from './product.ts';
import { unreachable } from './unreachable.ts';
import { sayVerbosely } from './verbosity.ts';

/** What is done soon is told soon; what takes long is asked for less often. */
const FIRST_POLL_MS = 50;
const POLL_MS = 500;
/** How long a server may be away that is waited for: it may only be starting again. */
const PATIENCE_MS = 60_000;
/** The last of them: what was asked for before the connection broke is still being done. */
const PASSING: readonly string[] = ['endpoint_unreachable', 'database_busy', 'idempotency_in_flight'];

/** A server, asked through its API. Its worker executes the jobs. */
export class RemoteProduct implements Product {
  readonly #destination: Destination;
  readonly #meant: Partial<Addresses>;

  /** `meant` are the addresses that this shell names, which the server knows nothing of. */
  constructor(destination: Destination, meant: Partial<Addresses> = {}) {
    this.#destination = destination;
    this.#meant = meant;
  }

  async call<R extends Route>(route: R, asked: InputOf<R>): Promise<AnswerOf<R>> {
    if (route.usesAddresses) await this.#refuseOtherAddresses(asked as Asked);
    if (!this.#destination.asksAgain || !isRepeatable(route)) return this.#callOnce(route, asked);
    const idempotencyKey = isKept(route) ? randomUUID() : undefined;
    return patiently(() => this.#callOnce(route, asked, idempotencyKey));
  }

  /** What is meant for a rehearsal must not be sent for real. Throws UserError `endpoint_other_address`. */
  async #refuseOtherAddresses({ engine }: Asked): Promise<void> {
    const { apiBaseUrls, trino } = this.#meant;
    const trinoMeant = engine === 'trino' ? trino : undefined;
    if (apiBaseUrls === undefined && trinoMeant === undefined) return;
    const { destinations, engine_address } = await patiently(() => this.#callOnce(getStatus, {}));
    const { endpoint } = this.#destination;
    for (const [type, address] of Object.entries(apiBaseUrls ?? {})) {
      const there = destinations[type] ?? NO_ADDRESS;
      if (there !== address)
        throw new UserError('endpoint_other_address', { kind: 'events', endpoint, there, address });
    }
    const there = engine_address ?? NO_ADDRESS;
    if (trinoMeant && there !== trinoMeant)
      throw new UserError('endpoint_other_address', { kind: 'query', endpoint, there, address: trinoMeant });
  }

  async #callOnce<R extends Route>(route: R, asked: InputOf<R>, idempotencyKey?: string): Promise<AnswerOf<R>> {
    const response = await this.#ask(route, asked as Asked, idempotencyKey);
    if (!response.ok) throw await this.#refusalOf(response);
    return (await this.#read(route, response)) as AnswerOf<R>;
  }

  async seeThrough(job: number, interrupt: AbortSignal, deadline?: AbortSignal): Promise<JobObject> {
    let isAskedToPause = false;
    for (let wait = FIRST_POLL_MS; ; wait = Math.min(wait * 2, POLL_MS)) {
      const found = await patiently(() => this.#callOnce(getJob, { job }));
      if ((found.status !== 'queued' && found.status !== 'running') || deadline?.aborted) return found;
      if (awaitsOtherExecutor({ state: found.status, error: found.error })) return found;
      if (interrupt.aborted && !isAskedToPause) {
        isAskedToPause = true;
        await this.#pause(job);
      }
      await sleep(wait, undefined, isAskedToPause ? {} : { signal: interrupt }).catch(() => {});
    }
  }

  /** One that ended meanwhile needs no pause. */
  async #pause(job: number): Promise<void> {
    await this.call(pauseJob, { job }).catch((error: unknown) => {
      if (!(error instanceof UserError && error.code === 'job_ended')) throw error;
    });
  }

  async resume(job: number, interrupt: AbortSignal): Promise<JobObject> {
    await this.call(resumeJob, { job });
    return this.seeThrough(job, interrupt);
  }

  async #ask(route: Route, asked: Asked, idempotencyKey: string | undefined): Promise<Response> {
    const { endpoint, apiKey } = this.#destination;
    const { type, body } = bodyOf(route, asked);
    const headers = new Headers({ authorization: `Bearer ${apiKey}` });
    if (type !== undefined) headers.set('content-type', type);
    if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
    const sent = { method: route.method, headers, body, duplex: 'half', redirect: 'error' } as const;
    const response = await fetch(endpoint + addressOf(route, asked), sent).catch((cause: unknown) => {
      throw unreachable(endpoint, cause);
    });
    sayVerbosely(`${route.method} ${new URL(response.url).pathname} ${response.status}`);
    return response;
  }

  async #read({ answer }: Route, response: Response): Promise<unknown> {
    if (answer === 'nothing') return undefined;
    if (isFileType(answer)) return Readable.from(response.body ?? []);
    const said = await this.#jsonOf(response);
    if (!answer.safeParse(said).success) throw this.#notUnderstood(response);
    return said; // as the server has it: a newer one may say more
  }

  async #refusalOf(response: Response): Promise<UserError> {
    const isProblem = response.headers.get('content-type')?.startsWith(PROBLEM_TYPE) ?? false;
    const problem = problemShape.safeParse(isProblem ? await this.#jsonOf(response) : undefined);
    return problem.success ? errorOfProblem(problem.data) : this.#notUnderstood(response);
  }

  /** Undefined where it is none. An answer that breaks off is none at all. */
  async #jsonOf(response: Response): Promise<unknown> {
    return response.json().catch((cause: unknown) => {
      if (!(cause instanceof SyntaxError)) throw unreachable(this.#destination.endpoint, cause);
    });
  }

  #notUnderstood({ status }: Response): UserError {
    return new UserError('endpoint_not_understood', { endpoint: this.#destination.endpoint, status });
  }
}

/** What changes nothing, or is done once however often it comes. A stream is gone when it was sent. */
function isRepeatable(route: Route): boolean {
  return route.method === 'GET' || (isKept(route) && route.isUpload !== true);
}

/** Asks until there is an answer, as long as it may come. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const mayPass = error instanceof UserError && PASSING.includes(error.code);
      if (!mayPass || Date.now() > giveUpAt) throw error;
    }
    await sleep(POLL_MS);
  }
}

/** A stream is sent as it is; what was said of it stands in the address. */
function bodyOf(route: Route, asked: Asked) {
  if (route.isUpload) {
    const content = Readable.from(asked['content'] as AsyncIterable<Uint8Array>);
    const body = Readable.toWeb(content) as ReadableStream<Uint8Array>;
    return { type: 'application/octet-stream', body };
  }
  if (isAskedInQuery(route)) return { type: undefined, body: null };
  const ids = idsIn(route.path);
  const said = Object.fromEntries(Object.entries(asked).filter(([name]) => !ids.includes(name)));
  return { type: 'application/json', body: JSON.stringify(said) };
}
