import { findReadinessProblems, type ReadinessProblem } from '../adapters/store/database/readiness.ts';
import { hasPermission } from '../core/access/permission.ts';
import { UserError } from '../core/errors.ts';
import { readEnv } from '../env.ts';
import { translate } from '../messages/translate.ts';
import { webRuntime } from './runtime.ts';
import type { Visitor } from './visitor.ts';

/** Everything that prevents jobs from running now. */
export async function checkReadiness(): Promise<ReadinessProblem[]> {
  const { dataDir, diskReserveBytes: reserveBytes } = readEnv();
  const found = findReadinessProblems(dataDir, { now: Date.now(), reserveBytes });
  return found.some(({ check }) => check === 'database') ? found : [...found, ...(await checkKey())];
}

/** 200 if jobs can run, otherwise 503. Only who may read the product learns the reasons. */
export function readinessResponse(problems: readonly ReadinessProblem[], { actor }: Pick<Visitor, 'actor'>): Response {
  const ready = problems.length === 0;
  const reasons = hasPermission(actor, 'product.read') ? problems : [];
  return Response.json({ ready, reasons }, { status: ready ? 200 : 503 });
}

/** A wrong key prevents the runtime from opening. Other failures are reported by the pages. */
async function checkKey(): Promise<ReadinessProblem[]> {
  try {
    await webRuntime();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ check: 'key', reason: translate('errors', error.code, error.params) }];
  }
}
