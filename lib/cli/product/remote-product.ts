import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorOfProblem, PROBLEM_TYPE, problemShape } from '../../api/problem.ts';
import { requestPathOf } from '../../api/request-path.ts';
import { acceptsIdempotencyKey, idsIn, type Route, takesQuery } from '../../api/route.ts';
import { routeOf } from '../../api/routes.ts';
import type { AnswerOf, Command, InputOf } from '../../commands/command.ts';
import { isFileType } from '../../commands/file-type.ts';
import { getJob, pauseJob, resumeJob } from '../../commands/rows/jobs.ts';
import { getStatus } from '../../commands/rows/product.ts';
import { getWorkflowAttempt } from '../../commands/rows/workflow/attempts.ts';
import type { WorkflowAttemptObject } from '../../commands/shapes/workflow/attempt.ts';
import { UserError } from '../../core/errors.ts';
import { type Addresses, awaitsOtherExecutor, NO_ADDRESS } from '../../core/job/job-destination.ts';
import type { JobObject } from '../../core/view/job-object.ts';
import { sayVerbosely } from '../output/verbosity.ts';
import type { ChosenServer } from './chosen-server.ts';
import type { CommandInput, Product } from './product.ts';
import { unreachableError } from './unreachable-error.ts';

const UNPROCESSABLE = 422;
/** Polls short jobs quickly, and long ones less often. */
const FIRST_POLL_MS = 50;
const POLL_MS = 500;
/** How long to retry an unreachable server, because it may only be restarting. */
const MAX_RETRY_MS = 60_000;
/** `idempotency_in_flight`: the request sent before the connection broke is still running. */
const TRANSIENT: readonly string[] = ['endpoint_unreachable', 'database_busy', 'idempotency_in_flight'];
/** A request that changes nothing can also be repeated after the server lost its database. */
const TRANSIENT_FOR_READS: readonly string[] = [...TRANSIENT, 'database_lost'];
/** The statuses with which a proxy responds while it cannot reach the server. */
const PROXY_STATUSES: readonly unknown[] = [502, 503, 504];

/** The product on a server, through its HTTP API. The server's worker executes the jobs. */
export class RemoteProduct implements Product {
  readonly #server: ChosenServer;
  readonly #shellAddresses: Partial<Addresses>;

  /** `shellAddresses` are the addresses set in this shell, which the server does not use. */
  constructor(server: ChosenServer, shellAddresses: Partial<Addresses> = {}) {
    this.#server = server;
    this.#shellAddresses = shellAddresses;
  }

  async call<C extends Command>(command: C, input: InputOf<C>): Promise<AnswerOf<C>> {
    const route = routeOf(command);
    if (command.usesAddresses) await this.#refuseOtherAddresses(input as CommandInput);
    if (!this.#server.retriesRequests || !isRepeatable(route)) return this.#callOnce(command, input);
    const idempotencyKey = acceptsIdempotencyKey(route) ? randomUUID() : undefined;
    const transient = isChange(route) ? TRANSIENT : TRANSIENT_FOR_READS;
    return retryWhileTransient(() => this.#callOnce(command, input, idempotencyKey), transient);
  }

  /**
   * Refuses addresses that only this shell sets, because events meant for a rehearsal must not be sent for real. Throws
   * UserError `endpoint_other_address`.
   */
  async #refuseOtherAddresses({ engine }: CommandInput): Promise<void> {
    const { apiBaseUrls, trino } = this.#shellAddresses;
    const shellTrino = engine === 'trino' ? trino : undefined;
    if (apiBaseUrls === undefined && shellTrino === undefined) return;
    const { destinations, engine_address } = await retryWhileTransient(() => this.#callOnce(getStatus, {}));
    const { endpoint } = this.#server;
    for (const [type, address] of Object.entries(apiBaseUrls ?? {})) {
      const serverAddress = destinations[type] ?? NO_ADDRESS;
      if (serverAddress !== address)
        throw new UserError('endpoint_other_address', { kind: 'events', endpoint, there: serverAddress, address });
    }
    const serverAddress = engine_address ?? NO_ADDRESS;
    if (shellTrino && serverAddress !== shellTrino)
      throw new UserError('endpoint_other_address', {
        kind: 'query',
        endpoint,
        there: serverAddress,
        address: shellTrino,
      });
  }

  async #callOnce<C extends Command>(command: C, input: InputOf<C>, idempotencyKey?: string): Promise<AnswerOf<C>> {
    const route = routeOf(command);
    const response = await this.#send(route, input as CommandInput, idempotencyKey);
    if (response.status === UNPROCESSABLE && route.refusalOf) {
      const body = await this.#jsonOf(response.clone(), route);
      if (route.refusalOf(body)) return body as AnswerOf<C>;
    }
    if (!response.ok) throw await this.#errorOf(response, route);
    return (await this.#read(command, response, route)) as AnswerOf<C>;
  }

  async waitForJob(job: number, interrupt: AbortSignal, deadline?: AbortSignal): Promise<JobObject> {
    let isPauseRequested = false;
    for (let waitMs = FIRST_POLL_MS; ; waitMs = Math.min(waitMs * 2, POLL_MS)) {
      const current = await retryWhileTransient(() => this.#callOnce(getJob, { job }));
      if ((current.status !== 'queued' && current.status !== 'running') || deadline?.aborted) return current;
      if (awaitsOtherExecutor({ state: current.status, error: current.error })) return current;
      if (interrupt.aborted && !isPauseRequested) {
        isPauseRequested = true;
        await this.#pause(job);
      }
      await sleep(waitMs, undefined, isPauseRequested ? {} : { signal: interrupt }).catch(() => {});
    }
  }

  /** Pauses a job, unless it has ended. */
  async #pause(job: number): Promise<void> {
    await this.call(pauseJob, { job }).catch((error: unknown) => {
      if (!(error instanceof UserError && error.code === 'job_ended')) throw error;
    });
  }

  async resume(job: number, interrupt: AbortSignal): Promise<JobObject> {
    await this.call(resumeJob, { job });
    return this.waitForJob(job, interrupt);
  }

  async waitForAttempt(
    workflow_attempt: number,
    interrupt: AbortSignal,
    deadline?: AbortSignal,
  ): Promise<WorkflowAttemptObject> {
    const signal = deadline ? AbortSignal.any([interrupt, deadline]) : interrupt;
    for (let waitMs = FIRST_POLL_MS; ; waitMs = Math.min(waitMs * 2, POLL_MS)) {
      const current = await retryWhileTransient(() => this.#callOnce(getWorkflowAttempt, { workflow_attempt }));
      if ((current.status !== 'queued' && current.status !== 'running') || signal.aborted) return current;
      await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
  }

  async #send(route: Route, input: CommandInput, idempotencyKey: string | undefined): Promise<Response> {
    const { endpoint, apiKey } = this.#server;
    const { type, body } = bodyOf(route, input);
    const headers = new Headers({ authorization: `Bearer ${apiKey}` });
    if (type !== undefined) headers.set('content-type', type);
    if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
    const request = { method: route.method, headers, body, duplex: 'half', redirect: 'error' } as const;
    const response = await fetch(endpoint + requestPathOf(route, input), request).catch((cause: unknown) => {
      throw unreachableError(endpoint, cause, isChange(route));
    });
    sayVerbosely(`${route.method} ${new URL(response.url).pathname} ${response.status}`);
    return response;
  }

  async #read({ answer }: Command, response: Response, route: Route): Promise<unknown> {
    if (answer === 'nothing') return undefined;
    if (isFileType(answer)) return Readable.from(this.#bytesOf(response));
    const body = await this.#jsonOf(response, route);
    if (!answer.safeParse(body).success) throw this.#invalidResponse(response);
    return body; // unparsed, to keep members that a newer server adds
  }

  /** The bytes of a file. Throws UserError `endpoint_unreachable` if the transfer breaks off. */
  async *#bytesOf({ body }: Response): AsyncGenerator<Uint8Array> {
    try {
      yield* body ?? [];
    } catch (cause) {
      throw unreachableError(this.#server.endpoint, cause);
    }
  }

  async #errorOf(response: Response, route: Route): Promise<UserError> {
    const isProblem = response.headers.get('content-type')?.startsWith(PROBLEM_TYPE) ?? false;
    const problem = problemShape.safeParse(isProblem ? await this.#jsonOf(response, route) : undefined);
    return problem.success ? errorOfProblem(problem.data) : this.#invalidResponse(response);
  }

  /** The JSON of a response; undefined if the body is not JSON. Throws if the response is cut off. */
  async #jsonOf(response: Response, route: Route): Promise<unknown> {
    return response.json().catch((cause: unknown) => {
      if (!(cause instanceof SyntaxError)) throw unreachableError(this.#server.endpoint, cause, isChange(route));
    });
  }

  #invalidResponse({ status }: Response): UserError {
    return new UserError('endpoint_not_understood', { endpoint: this.#server.endpoint, status });
  }
}

function isChange({ method }: Route): boolean {
  return method !== 'GET';
}

/** Whether a request changes nothing or is done only once if repeated. An upload's stream cannot be sent twice. */
function isRepeatable(route: Route): boolean {
  return !isChange(route) || (acceptsIdempotencyKey(route) && route.isUpload !== true);
}

/** Retries up to MAX_RETRY_MS while the error may be transient, by default as for a request that changes nothing. */
async function retryWhileTransient<T>(send: () => Promise<T>, transient = TRANSIENT_FOR_READS): Promise<T> {
  const giveUpAt = performance.now() + MAX_RETRY_MS;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const mayPass = error instanceof UserError && (transient.includes(error.code) || isFromProxy(error));
      if (!mayPass || performance.now() > giveUpAt) throw error;
    }
    await sleep(POLL_MS);
  }
}

/** Whether a proxy responded in place of the server, which may only be restarting. */
function isFromProxy({ code, params }: UserError): boolean {
  return code === 'endpoint_not_understood' && PROXY_STATUSES.includes(params['status']);
}

/** An upload is sent as a stream; its other input is in the query. */
function bodyOf(route: Route, input: CommandInput) {
  if (route.isUpload) {
    const content = Readable.from(input['content'] as AsyncIterable<Uint8Array>);
    const body = Readable.toWeb(content) as ReadableStream<Uint8Array>;
    return { type: 'application/octet-stream', body };
  }
  if (takesQuery(route)) return { type: undefined, body: null };
  const ids = idsIn(route.path);
  const members = Object.fromEntries(Object.entries(input).filter(([name]) => !ids.includes(name)));
  return { type: 'application/json', body: JSON.stringify(members) };
}
