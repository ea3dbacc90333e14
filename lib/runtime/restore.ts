import { type BackupContents, readBackup } from '../adapters/backup-archive.ts';
import type { Env } from '../env.ts';

/** Brings a backup back into a data folder that has no database yet. Throws a UserError that says why it cannot. */
export function restore({ dataDir }: Env, file: string): Promise<BackupContents & { readonly unfinished: number }> {
  return readBackup(file, dataDir);
}
