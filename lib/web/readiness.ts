import { findUnready, type Unready } from '../adapters/store/readiness.ts';
import { readEnv } from '../env.ts';

/** Everything that keeps jobs from running at this moment. */
export function unreadyNow(): Unready[] {
  return findUnready(readEnv().dataDir, Date.now());
}
