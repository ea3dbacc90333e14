import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Runtime } from '../runtime/runtime.ts';
import type { FileType } from './file-type.ts';

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

/** What is known by its name in a path; everything else is by its number. */
const WORDS = ['database', 'table'] as const;
type Word = (typeof WORDS)[number];

/** The ids that stand in a path, by name: `{ job: number }` of `/jobs/{job}/log`. */
export type Ids<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: Key extends Word ? string : number } & Ids<Rest>
  : unknown;

/**
 * One way of the HTTP API, as data: router, OpenAPI document, help page and the command line against a server follow from
 * it. What is asked for beside the ids stands in the query of a GET or DELETE and of an upload, else in a JSON body.
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
  /** Of an answer that went well; 200, if not set. */
  readonly status?: 201 | 202;
  /** Something is sent, now or by a job that it makes, to the addresses of the process that does it. */
  readonly usesAddresses?: true;
  /** The body is a file, which `content` of what is asked streams. */
  readonly isUpload?: true;
  /** A POST that changes nothing, or answers a secret: its answer is kept nowhere, so that it takes no Idempotency-Key. */
  readonly isNeverKept?: true;
  run(asked: Ids<Path> & z.output<Input>, runtime: Runtime): Given<Answer> | Promise<Given<Answer>>;
}

type Given<Answer> = Answer extends z.ZodType ? z.input<Answer> : Answer extends FileType ? Readable : unknown;

/** What a caller says, and what it gets. */
export type InputOf<R extends Route> = Ids<R['path']> & Said<z.input<R['input']>>;
/** Of nothing a schema says that no name may be there, and so no id. */
type Said<Input> = string extends keyof Input ? unknown : Input;
export type AnswerOf<R extends Route> = R['answer'] extends z.ZodType
  ? z.output<R['answer']>
  : R['answer'] extends FileType
    ? Readable
    : undefined;

/** Says of a row of the table what it is, and nothing more. */
export function route<const Path extends string, Input extends z.ZodObject, Answer extends AnswerKind>(
  row: Route<Path, Input, Answer>,
): Route<Path, Input, Answer> {
  return row;
}

export const nothing = z.object({});
/** The content of an upload; it stands in no document as JSON. */
export const fileContent = z.custom<AsyncIterable<Uint8Array>>(
  (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
);

/** Whether an id is a name. */
export function isWord(id: string): boolean {
  return WORDS.some((word) => word === id);
}

/** The names of the ids in a path, in their order. */
export function idsIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** Whether its answer is kept under an Idempotency-Key, so that a request that comes again is done once. */
export function isKept({ method, isNeverKept }: Pick<Route, 'method' | 'isNeverKept'>): boolean {
  return method === 'POST' && isNeverKept !== true;
}

/** Whether what is asked for beside the ids stands in the query. */
export function isAskedInQuery({ method, isUpload }: Pick<Route, 'method' | 'isUpload'>): boolean {
  return method === 'GET' || method === 'DELETE' || isUpload === true;
}
