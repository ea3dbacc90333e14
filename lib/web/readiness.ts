import { findUnready, type Unready } from '../adapters/store/database/readiness.ts';
import { UserError } from '../core/errors.ts';
import { readEnv } from '../env.ts';
import { translate } from '../messages/translate.ts';
import { webRuntime } from './runtime.ts';

/** Everything that keeps jobs from running at this moment. */
export async function unreadyNow(): Promise<Unready[]> {
  const { dataDir, diskReserveBytes: reserveBytes } = readEnv();
  const found = findUnready(dataDir, { now: Date.now(), reserveBytes });
  return found.some(({ check }) => check === 'database') ? found : [...found, ...(await checkKey())];
}

/** 200 when jobs can run, 503 with everything that is in their way. */
export function readinessAnswer(reasons: readonly Unready[]): Response {
  const ready = reasons.length === 0;
  return Response.json({ ready, reasons }, { status: ready ? 200 : 503 });
}

/** A key that does not fit keeps the runtime from opening; what keeps it otherwise is for its pages to say. */
async function checkKey(): Promise<Unready[]> {
  try {
    await webRuntime();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ check: 'key', reason: translate('errors', error.code, error.params) }];
  }
}
