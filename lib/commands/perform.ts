import { isProofStale } from '../core/access/fresh-proof.ts';
import { type Actor, hasPermission } from '../core/access/permission.ts';
import { type InputOptions, parseInput } from '../core/connector/parameters.ts';
import { UserError } from '../core/errors.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { AnswerOf, Command } from './command.ts';

/**
 * Performs a command for an actor: checks the permission, then the input, whose unknown members are refused so that a
 * misspelt option is not ignored. Throws UserError `permission_missing`, `proof_required`, those of the input, and those of the command.
 */
export async function perform<C extends Command>(
  command: C,
  input: unknown,
  actor: Actor,
  runtime: Runtime,
  options?: InputOptions,
): Promise<AnswerOf<C>> {
  requirePermission(command, actor);
  if (command.needsProof && isProofStale(actor, runtime.clock.now())) throw new UserError('proof_required');
  const { ignoresUnknown } = command;
  const data = parseInput(ignoresUnknown ? command.input : command.input.strict(), input, options);
  return (await command.run(data, runtime, actor)) as AnswerOf<C>;
}

/** For entry points that have to refuse before they read a body. Throws UserError `permission_missing`. */
export function requirePermission({ permission }: Pick<Command, 'permission'>, actor: Actor): void {
  if (!hasPermission(actor, permission)) throw new UserError('permission_missing', { permission, role: actor.role });
}
