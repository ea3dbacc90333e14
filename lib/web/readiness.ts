import { hasPermission } from '../core/access/permission.ts';
import { UserError } from '../core/errors.ts';
import { readEnv } from '../env.ts';
import { translate } from '../messages/translate.ts';
import { findReadinessProblems, type ReadinessProblem } from '../runtime/stores/readiness.ts';
import { webRuntime } from './runtime.ts';
import type { Visitor } from './visitor.ts';

/** Everything that keeps jobs from running now, and the sweeps that failed. */
export async function checkReadiness(): Promise<readonly ReadinessProblem[]> {
  const env = readEnv();
  const problems = await findReadinessProblems(env, { now: Date.now(), reserveBytes: env.diskReserveBytes });
  return problems.some(({ check }) => check === 'database') ? problems : [...problems, ...(await checkKey())];
}

/**
 * 200 without problems, otherwise 503; warnings do not change the status. The reasons are only for actors with the
 * permission `product.read`.
 */
export function readinessResponse(
  problems: readonly ReadinessProblem[],
  warnings: readonly Warning[],
  { actor }: Pick<Visitor, 'actor'>,
): Response {
  const ready = problems.length === 0;
  const status = ready ? 200 : 503;
  if (!hasPermission(actor, 'product.read')) return Response.json({ ready, reasons: [] }, { status });
  return Response.json({ ready, reasons: problems, ...(warnings.length > 0 && { warnings }) }, { status });
}

interface Warning {
  readonly check: 'audit_log';
  readonly reason: string;
}

/**
 * What needs attention, but is no problem. If the last report on the audit log is old, this begins a new check, whose
 * result a later request returns.
 */
export async function checkWarnings(): Promise<Warning[]> {
  const runtime = await webRuntime().catch(() => undefined); // reported by checkKey
  const fault = runtime?.auditChain.lastReport()?.fault;
  if (!fault) return [];
  return [{ check: 'audit_log', reason: `the audit log is not intact from entry ${fault.id} on (${fault.kind})` }];
}

/** A wrong key prevents the runtime from opening. Rejects if it cannot open for another reason. */
async function checkKey(): Promise<readonly ReadinessProblem[]> {
  try {
    await webRuntime();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ check: 'key', reason: translate('errors', error.code, error.params) }];
  }
}
