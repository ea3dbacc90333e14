import { join } from 'node:path';
import type { Env } from '../env.ts';

/** The folder in which sandboxes store received requests. */
export function sandboxFolder({ dataDir }: Pick<Env, 'dataDir'>): string {
  return join(dataDir, 'sandbox');
}
