import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Actor, Permission } from '../core/access/permission.ts';
import type { ObjectKind } from '../core/audit/audit-entry.ts';
import type { AuditScope } from '../core/audit/audit-scope.ts';
import type { Effect } from '../core/audit/effect.ts';
import { numberOf } from '../core/network/query-string.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { FileType } from './file-type.ts';

/** JSON of this shape, a file as a stream, or no content. */
export type AnswerKind = z.ZodType | FileType | 'nothing';

/**
 * One thing that the product can do, as data. Every entry point (page, server action, both APIs, command line) performs
 * the same command; a command does not depend on HTTP, pages or shells.
 */
export interface Command<Input extends z.ZodObject = z.ZodObject, Answer extends AnswerKind = AnswerKind> {
  readonly id: string;
  readonly permission: Permission;
  /** Requires a fresh proof of a person in a session. */
  readonly needsProof?: true;
  /** Decides how the audit log records the command. */
  readonly effect: Effect;
  /** The id of the command under which the audit log lists this one, if both do the same. */
  readonly action?: string;
  /**
   * The kind of object that `id` of the input identifies or, if the command creates the object, that the answer
   * identifies. The names of other members of the input determine the kinds of their objects.
   */
  readonly object?: ObjectKind;
  readonly input: Input;
  readonly answer: Answer;
  /** Unknown members of the input are ignored instead of refused. */
  readonly ignoresUnknown?: true;
  /**
   * The command sends something to the addresses configured for the executing process: at once, in a job that it
   * creates, or in later runs of what it saves.
   */
  readonly usesAddresses?: true;
  run(
    input: z.output<Input>,
    runtime: Runtime,
    actor: Actor,
    audit: AuditScope,
  ): AnswerValue<Answer> | Promise<AnswerValue<Answer>>;
}

type AnswerValue<Answer> = Answer extends z.ZodType ? z.input<Answer> : Answer extends FileType ? Readable : unknown;

/** What a caller passes. */
export type InputOf<C extends Command> = KnownInput<z.input<C['input']>>;
/** The type of an empty input has an index signature, which would allow any member. */
type KnownInput<Input> = string extends keyof Input ? Readonly<Record<never, never>> : Input;
export type AnswerOf<C extends Command> = C['answer'] extends z.ZodType
  ? z.output<C['answer']>
  : C['answer'] extends FileType
    ? Readable
    : undefined;

interface Definition<Input extends z.ZodObject, Returned> {
  /** A command with the effect `changes` runs in one transaction and may await only the database. */
  readonly effect: Effect;
  run(input: z.output<Input>, runtime: Runtime, actor: Actor, audit: AuditScope): Returned;
}

/** Returns the command unchanged; only infers its types. */
export function defineCommand<
  Input extends z.ZodObject,
  Answer extends AnswerKind,
  Returned extends AnswerValue<Answer> | Promise<AnswerValue<Answer>>,
>(row: Omit<Command<Input, Answer>, 'effect' | 'run'> & Definition<Input, Returned>): Command<Input, Answer> {
  return row;
}

/** A command without a route of `/api/v1`, for pages, the shell or TD's API: its answer is typed, but has no schema. */
export function defineInternalCommand<Input extends z.ZodObject, Returned>(
  row: Omit<Command<Input>, 'answer' | 'effect' | 'run'> & Definition<Input, Returned>,
): Command<Input, z.ZodType<Awaited<Returned>, Awaited<Returned>>> {
  return { ...row, answer: z.custom<Awaited<Returned>>() } as Command<
    Input,
    z.ZodType<Awaited<Returned>, Awaited<Returned>>
  >;
}

export const noInput = z.object({});
/** An id, also as text from a path. */
export const idNumber = z.coerce.number<number>().int().positive();
/** An id in an address of the console. A malformed id becomes 0, which no object has. */
export const idInPath = z.union([z.number(), z.string().transform((text) => numberOf(text) ?? 0)]);
/** The name of a database or table. */
export const idName = z.string();
/** The content of a file that a request sends; not part of the JSON schema. */
export const fileContent = z.custom<AsyncIterable<Uint8Array>>(
  (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
);
/** Aborted when the client has closed its request. */
export const abortSignal = z.instanceof(AbortSignal);
