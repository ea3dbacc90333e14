import { type Actor, hasPermission } from '../core/access/permission.ts';
import { type InputOptions, parseInput } from '../core/connector/parameters.ts';
import { UserError } from '../core/errors.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { logInvalid, logRefusal, runAudited } from './audited/audited.ts';
import type { AnswerOf, Command } from './command.ts';

/**
 * Performs a command for an actor: checks the permission, then the input, whose unknown members are refused so that a
 * misspelt option is not ignored, and writes the audit log as the command's effect says. Throws UserError
 * `permission_missing`, those of the input, and those of the command.
 */
export async function perform<C extends Command>(
  command: C,
  input: unknown,
  actor: Actor,
  runtime: Runtime,
  options?: InputOptions,
): Promise<AnswerOf<C>> {
  requirePermission(command, actor, runtime);
  const data = parse(command, input, { actor, runtime, options });
  const audit = { actor, auditLog: runtime.auditLog };
  return (await runAudited(command, data, audit, (scope) => command.run(data, runtime, actor, scope))) as AnswerOf<C>;
}

interface Context {
  readonly actor: Actor;
  readonly runtime: Runtime;
  readonly options: InputOptions | undefined;
}

function parse(command: Command, input: unknown, { actor, runtime, options }: Context) {
  try {
    return parseInput(command.ignoresUnknown ? command.input : command.input.strict(), input, options);
  } catch (error) {
    logInvalid(command, actor, runtime.auditLog, error);
    throw error;
  }
}

/** For entry points that have to refuse before they read a body. Throws UserError `permission_missing`. */
export function requirePermission(command: Command, actor: Actor, runtime: Pick<Runtime, 'auditLog'>): void {
  const { permission } = command;
  if (hasPermission(actor, permission)) return;
  logRefusal(command, actor, runtime);
  throw new UserError('permission_missing', { permission, role: actor.role });
}
