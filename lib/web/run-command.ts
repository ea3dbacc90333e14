export { readJson } from '../api/read-body.ts';

import { notFound } from 'next/navigation';
import { consoleStatusOf } from '../api/problem.ts';
import type { AnswerOf, Command, InputOf } from '../commands/command.ts';
import { perform } from '../commands/perform.ts';
import { type Actor, hasPermission } from '../core/access/permission.ts';
import { UserError } from '../core/errors.ts';
import { type ActionResult, failureOf } from './action-result.ts';
import { failureResponse } from './failure-response.ts';
import { requestVisitor } from './request/request-visitor.ts';
import { webRuntime } from './runtime.ts';
import { actorOfVisitor, isAnonymous } from './visitor.ts';

/**
 * Who performs the command. If the session has ended, throws UserError `sign_in_required` instead of an error that
 * names the permission.
 */
async function requestActor(command: Command): Promise<Actor> {
  const visitor = await requestVisitor();
  if (isAnonymous(visitor) && !hasPermission(visitor.actor, command.permission))
    throw new UserError('sign_in_required');
  return actorOfVisitor(visitor);
}

/** Performs a command for a page. Throws like `perform`. */
export async function load<C extends Command>(command: C, input: InputOf<C>): Promise<AnswerOf<C>> {
  return performRequest(command, input);
}

/** The statuses of errors about a missing or deleted object. */
const MISSING: readonly number[] = [404, 410];

/**
 * Performs a command for a page whose address names an object. Shows the 404 page if there is no such object. Throws
 * like `perform`.
 */
export async function loadOrNotFound<C extends Command>(command: C, input: InputOf<C>): Promise<AnswerOf<C>> {
  try {
    return await load(command, input);
  } catch (error) {
    if (error instanceof UserError && MISSING.includes(consoleStatusOf(error.code))) notFound();
    throw error;
  }
}

/** Performs a command for a server action. Returns its answer, or why it failed. */
export async function runCommand<C extends Command>(command: C, input: unknown): Promise<ActionResult<AnswerOf<C>>> {
  try {
    return { ok: true, value: await perform(command, input, await requestActor(command), await webRuntime()) };
  } catch (error) {
    return failureOf(error);
  }
}

/** Members of a query or of a JSON body, unchecked. */
type RequestInput = Readonly<Record<string, unknown>>;

/** The client closed the request before its response. */
const CLIENT_CLOSED_REQUEST = 499;

/**
 * Runs the work of a route handler. Returns its response, or one with its error in the person's language. Nothing
 * is logged if the client has closed the request.
 */
export async function respond({ signal }: Pick<Request, 'signal'>, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) return new Response(null, { status: CLIENT_CLOSED_REQUEST });
    return failureResponse(error);
  }
}

/** Performs a command for a route handler with input from a request. Throws like `perform`. */
export async function performRequest<C extends Command>(command: C, input: RequestInput): Promise<AnswerOf<C>> {
  return perform(command, input, await requestActor(command), await webRuntime());
}

/** Performs a command for a route handler and responds with its answer as JSON that no cache keeps. */
export function respondWith(request: Request, command: Command, input: RequestInput): Promise<Response> {
  return respond(request, async () => uncachedJson(await performRequest(command, input)));
}

/** JSON that no cache may keep, because it is soon outdated or contains customer values. */
export function uncachedJson(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
