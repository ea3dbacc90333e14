import { setTimeout as sleep } from 'node:timers/promises';
import type { ActionResult } from './action-result.ts';

const STEP_MS = 250;

/**
 * Returns the result of an attempt to sign in. A refusal takes a multiple of a quarter of a second, so that its
 * duration does not reveal whether the person exists, or whether an audit entry was written.
 */
export async function equalizeRefusalTime<T>(attempt: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  const startedAt = performance.now();
  const result = await attempt();
  if (!result.ok) await sleep(STEP_MS - ((performance.now() - startedAt) % STEP_MS));
  return result;
}
