import { isProofStale } from '../core/access/fresh-proof.ts';
import { type Actor, hasPermission } from '../core/access/permission.ts';
import { type InputOptions, parseInput } from '../core/connector/parameters.ts';
import { UserError } from '../core/errors.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { logInvalidInput, logRefusal, runAudited } from './audited/audited.ts';
import type { AnswerOf, Command } from './command.ts';

/**
 * Performs a command for an actor: checks the permission, the proof and the input, and writes the audit log as the
 * command's effect says. Unknown members of the input are refused, so that a misspelled option is not ignored. Throws
 * UserErrors `permission_missing` and `proof_required`, those of the input, and those of the command.
 */
export async function perform<C extends Command>(
  command: C,
  input: unknown,
  actor: Actor,
  runtime: Runtime,
  options?: InputOptions,
): Promise<AnswerOf<C>> {
  await requirePermission(command, actor, runtime);
  await requireProof(command, actor, runtime);
  const data = await parse(command, input, { actor, runtime, options });
  const audit = { actor, auditLog: runtime.auditLog };
  return (await runAudited(command, data, audit, (scope) => command.run(data, runtime, actor, scope))) as AnswerOf<C>;
}

interface Context {
  readonly actor: Actor;
  readonly runtime: Runtime;
  readonly options: InputOptions | undefined;
}

async function parse(command: Command, input: unknown, { actor, runtime, options }: Context) {
  try {
    return parseInput(command.ignoresUnknown ? command.input : command.input.strict(), input, options);
  } catch (error) {
    await logInvalidInput(command, actor, runtime.auditLog, error);
    throw error;
  }
}

async function requireProof(command: Command, actor: Actor, runtime: Runtime): Promise<void> {
  if (!command.needsProof || !isProofStale(actor, runtime.clock.now())) return;
  await logRefusal(command, actor, runtime, 'proof_required');
  throw new UserError('proof_required');
}

/**
 * Checks the permission for entry points that must refuse before they read a body. Throws UserError
 * `permission_missing`.
 */
export async function requirePermission(
  command: Command,
  actor: Actor,
  runtime: Pick<Runtime, 'auditLog'>,
): Promise<void> {
  const { permission } = command;
  if (hasPermission(actor, permission)) return;
  await logRefusal(command, actor, runtime, 'permission_missing');
  throw new UserError('permission_missing', { permission, role: actor.role });
}
