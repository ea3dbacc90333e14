import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { FileType } from '../commands/file-type.ts';
import type { Runtime } from '../runtime/runtime.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export const TAGS = [
  'authentications',
  'uploads',
  'mappings',
  'reviews',
  'exports',
  'databases',
  'queries',
  'schedules',
  'jobs',
  'settings',
  'notifications',
  'product',
] as const;
export type Tag = (typeof TAGS)[number];

/** JSON of this shape, a file as a stream, or no content. */
export type AnswerKind = z.ZodType | FileType | 'nothing';

/** Ids in paths that are names; all others are numbers. */
const NAME_IDS = ['database', 'table'] as const;
type NameId = (typeof NAME_IDS)[number];

/** The ids in a path, by name: `{ job: number }` of `/jobs/{job}/log`. */
export type Ids<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: Key extends NameId ? string : number } & Ids<Rest>
  : unknown;

/**
 * An operation of the HTTP API, as data: router, OpenAPI document, help page and the command line against a server use it.
 * Input apart from the ids is in the query for GET, DELETE and uploads, otherwise in a JSON body.
 */
export interface Route<
  Path extends string = string,
  Input extends z.ZodObject = z.ZodObject,
  Answer extends AnswerKind = AnswerKind,
> {
  /** Names the operation in the document, and its text in the message files. */
  readonly id: string;
  readonly method: Method;
  readonly path: Path;
  readonly tag: Tag;
  readonly input: Input;
  readonly answer: Answer;
  /** The status on success; 200 by default. */
  readonly status?: 201 | 202;
  /** It sends something, now or in a job it creates, to the addresses configured for the executing process. */
  readonly usesAddresses?: true;
  /** The body is a file; the input has it as the stream `content`. */
  readonly isUpload?: true;
  /** A POST that changes nothing or returns a secret: its reply is never stored, so it accepts no Idempotency-Key. */
  readonly isNeverStored?: true;
  run(input: Ids<Path> & z.output<Input>, runtime: Runtime): AnswerValue<Answer> | Promise<AnswerValue<Answer>>;
}

type AnswerValue<Answer> = Answer extends z.ZodType ? z.input<Answer> : Answer extends FileType ? Readable : unknown;

/** What a caller passes. */
export type InputOf<R extends Route> = Ids<R['path']> & KnownInput<z.input<R['input']>>;
/** The type of an empty input has an index signature that would also forbid the ids. */
type KnownInput<Input> = string extends keyof Input ? unknown : Input;
export type AnswerOf<R extends Route> = R['answer'] extends z.ZodType
  ? z.output<R['answer']>
  : R['answer'] extends FileType
    ? Readable
    : undefined;

/** Returns the route unchanged; only infers its types. */
export function defineRoute<const Path extends string, Input extends z.ZodObject, Answer extends AnswerKind>(
  row: Route<Path, Input, Answer>,
): Route<Path, Input, Answer> {
  return row;
}

export const noInput = z.object({});
/** The content of an upload; not part of the JSON schema. */
export const fileContent = z.custom<AsyncIterable<Uint8Array>>(
  (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
);

export function isNameId(id: string): boolean {
  return NAME_IDS.some((word) => word === id);
}

/** The names of the ids in a path, in order. */
export function idsIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** Whether its reply is stored under an Idempotency-Key, so that a repeated request is done only once. */
export function acceptsIdempotencyKey({ method, isNeverStored }: Pick<Route, 'method' | 'isNeverStored'>): boolean {
  return method === 'POST' && isNeverStored !== true;
}

/** Whether the input apart from the ids is in the query. */
export function takesQuery({ method, isUpload }: Pick<Route, 'method' | 'isUpload'>): boolean {
  return method === 'GET' || method === 'DELETE' || isUpload === true;
}
