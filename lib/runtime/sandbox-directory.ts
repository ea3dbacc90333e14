import { join } from 'node:path';
import type { Env } from '../env.ts';

/** Where a connector's stand-in keeps what it received. */
export function sandboxDirectory({ dataDir }: Pick<Env, 'dataDir'>): string {
  return join(dataDir, 'sandbox');
}
