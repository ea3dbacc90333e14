import { z } from 'zod';
import { idsIn } from '../api/route.ts';
import { type Command, defineInternalCommand } from '../commands/command.ts';
import type { Actor, Permission } from '../core/access/permission.ts';
import type { AuditScope } from '../core/audit/audit-scope.ts';
import type { Effect } from '../core/audit/effect.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** The parameters of a path, by name: `{ job: string }` of `/job/show/{job}`. */
type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: string } & PathParams<Rest>
  : unknown;

/** A JSON object, or a streamed response. */
type Answer = Readonly<Record<string, unknown>> | Response;

interface RouteAddress<Path extends string = string> {
  readonly method: 'GET' | 'POST';
  /** Below `/v3`. */
  readonly path: Path;
  /** Public: the response says nothing about this installation. */
  readonly needsNoKey?: true;
}

interface RouteRow<Path extends string, Input extends z.ZodObject> extends RouteAddress<Path> {
  readonly permission: Permission;
  /** The effect of the command, which never runs in one transaction: it may wait for more than the database. */
  readonly effect: Exclude<Effect, 'changes' | 'changesAtEnd'>;
  /** The id of the command outside TD's API to which this route corresponds. */
  readonly action: string;
  readonly input: Input;
  run(
    input: PathParams<Path> & z.output<Input>,
    runtime: Runtime,
    actor: Actor,
    audit: AuditScope,
  ): Answer | Promise<Answer>;
}

/**
 * One operation of TD's API: a command with TD's names, and its address. Input apart from the path may be in the query,
 * a form or JSON. Unknown names are ignored, since clients send more than is used here.
 */
export interface TdRoute extends RouteAddress {
  readonly command: Command<z.ZodObject, z.ZodType<Answer, Answer>>;
}

export function defineTdRoute<const Path extends string, Input extends z.ZodObject>({
  method,
  path,
  needsNoKey,
  permission,
  effect,
  action,
  input,
  run,
}: RouteRow<Path, Input>): TdRoute {
  const params = Object.fromEntries(idsIn(path).map((name) => [name, z.string()]));
  const command = defineInternalCommand({
    id: `${method} /v3${path}`,
    permission,
    effect,
    action,
    input: input.extend(params),
    ignoresUnknown: true,
    run: async (fullInput, runtime, actor, audit) =>
      run(fullInput as PathParams<Path> & z.output<Input>, runtime, actor, audit),
  });
  return { method, path, command, ...(needsNoKey && { needsNoKey }) };
}
