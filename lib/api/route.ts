import type { z } from 'zod';
import type { AnswerKind, Command } from '../commands/command.ts';
import type { UserError } from '../core/errors.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export const TAGS = [
  'authentications',
  'uploads',
  'mappings',
  'reviews',
  'exports',
  'databases',
  'queries',
  'schedules',
  'audiences',
  'workflows',
  'jobs',
  'settings',
  'notifications',
  'audit',
  'product',
] as const;
export type Tag = (typeof TAGS)[number];

/** Ids in paths that are names; all others are numbers. */
const NAME_IDS = ['database', 'table'] as const;

/** The names of the ids in a path: `'job'` of `/jobs/{job}/log`. */
type IdNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | IdNames<Rest> : never;

interface RouteOptions {
  /** The status on success; 200 by default. */
  readonly status?: 201 | 202;
  /** The body is a file, which the input contains as the stream `content`. */
  readonly isUpload?: true;
  /**
   * A POST that returns a secret, or that only computes or tests something: its reply is never stored, so it accepts no
   * Idempotency-Key.
   */
  readonly isNeverStored?: true;
  /**
   * Returns the problem if an answer is a refusal, such as findings that kept a project from being stored. The reply
   * then has the members of the answer and of the problem.
   */
  readonly refusalOf?: (answer: unknown) => UserError | undefined;
  /** Returns an answer without the customer values in it, to be stored under an Idempotency-Key. */
  readonly storedOf?: (answer: unknown) => unknown;
}

/**
 * How HTTP reaches a command. The router, the OpenAPI document, the help page and pintd with a server are built on it.
 * Input apart from the ids is in the query for GET, DELETE and uploads, otherwise in a JSON body.
 */
export interface Route extends RouteOptions {
  readonly method: Method;
  readonly path: string;
  readonly tag: Tag;
  readonly command: Command;
}

/** A route to a command; every id in the path must be a member of the command's input. */
export function defineRoute<const Path extends string, Input extends z.ZodObject, Answer extends AnswerKind>(
  method: Method,
  path: IdNames<Path> extends keyof z.input<Input> ? Path : never,
  tag: Tag,
  command: Command<Input, Answer>,
  options: RouteOptions = {},
): Route {
  return { method, path, tag, command: command as unknown as Command, ...options };
}

export function isNameId(id: string): boolean {
  return NAME_IDS.some((name) => name === id);
}

/** The names of the ids in a path, in order. */
export function idsIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** Whether a route's reply is stored under an Idempotency-Key, so that a repeated request is carried out only once. */
export function acceptsIdempotencyKey({ method, isNeverStored }: Pick<Route, 'method' | 'isNeverStored'>): boolean {
  return method === 'POST' && isNeverStored !== true;
}

/** Whether the input apart from the ids is in the query. */
export function takesQuery({ method, isUpload }: Pick<Route, 'method' | 'isUpload'>): boolean {
  return method === 'GET' || method === 'DELETE' || isUpload === true;
}
