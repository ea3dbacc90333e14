import { type Actor, hasPermission } from '../core/access/permission.ts';
import { type InputOptions, parseInput } from '../core/connector/parameters.ts';
import { UserError } from '../core/errors.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { AnswerOf, Command } from './command.ts';

/**
 * Performs a command for an actor: checks the permission, then the input, whose unknown members are refused so that a
 * misspelt option is not ignored. Throws UserError `permission_missing`, those of the input, and those of the command.
 */
export async function perform<C extends Command>(
  command: C,
  input: unknown,
  actor: Actor,
  runtime: Runtime,
  options?: InputOptions,
): Promise<AnswerOf<C>> {
  const { permission, ignoresUnknown } = command;
  if (!hasPermission(actor, permission)) throw new UserError('permission_missing', { permission, role: actor.role });
  const data = parseInput(ignoresUnknown ? command.input : command.input.strict(), input, options);
  return (await command.run(data, runtime)) as AnswerOf<C>;
}
