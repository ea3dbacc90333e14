import type { Authentication } from '../../core/access/authentication.ts';
import type { Connector, ExportParameters } from '../../core/connector/connector.ts';
import { UserError } from '../../core/errors.ts';
import type { RunTarget } from '../../core/query/run-target.ts';

export interface RunTargetOptions {
  readonly authentications: { get(id: number): Promise<Authentication> };
  readonly connectorOf: (type: string) => Connector;
}

/**
 * The part of a saved query or an activation that determines where its events are sent; null for a query that sends
 * nothing.
 */
type Target = { readonly authentication: number; readonly parameters: unknown } | null;

/** Where the events of a run are sent; null if none are. */
export async function runTargetOf(
  target: Target,
  { authentications, connectorOf }: RunTargetOptions,
): Promise<RunTarget | null> {
  if (target === null) return null;
  const { id, name, connector, target: authenticationTarget } = await authentications.get(target.authentication);
  const parameters = target.parameters as ExportParameters;
  const isReal = authenticationTarget === 'live' && !parameters.test_event;
  return { authenticationId: id, authentication: name, account: connectorOf(connector).accountOf(parameters), isReal };
}

/** Throws UserError `run_target_changed` if a run would no longer send its events to the target that the person saw. */
export async function refuseOtherTarget(
  { name, target, seen }: { readonly name: string; readonly target: Target; readonly seen: RunTarget | null },
  options: RunTargetOptions,
): Promise<void> {
  const current = await runTargetOf(target, options);
  if (current === null && seen === null) return;
  const { authenticationId, authentication = '', account = '', isReal } = current ?? {};
  if (authenticationId === seen?.authenticationId && account === seen?.account && isReal === seen.isReal) return;
  throw new UserError('run_target_changed', { name, kind: kindOf(current), authentication, account });
}

function kindOf(target: RunTarget | null): string {
  if (target === null) return 'none';
  return target.isReal ? 'real' : 'test';
}
