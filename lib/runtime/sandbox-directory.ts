import { join } from 'node:path';
import type { Env } from '../env.ts';

/** The folder in which sandboxes store received requests. */
export function sandboxDirectory({ dataDir }: Pick<Env, 'dataDir'>): string {
  return join(dataDir, 'sandbox');
}
