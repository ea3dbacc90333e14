import { type BackupContents, readBackup } from '../adapters/backup/backup-archive.ts';
import type { RestoredFacts } from '../adapters/store/sqlite/backup-copy.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { UserError } from '../core/errors.ts';
import type { Env } from '../env.ts';
import { shellActor } from './shell-actor.ts';

/** Restores a backup into a data folder without a database. Throws a UserError if it cannot. */
export async function restore({ dataDir, databaseUrl }: Env, file: string): Promise<BackupContents & RestoredFacts> {
  if (databaseUrl !== undefined) throw new UserError('backup_postgresql');
  return readBackup(file, dataDir, { now: systemClock.now(), by: shellActor().id });
}
