import type { Database } from 'better-sqlite3';
import type { Deletion } from '../../../core/upload/retention.ts';

/** When and why an upload's files were deleted; undefined if they were not, or if there is no such upload. */
export function deletionOf(database: Database, upload: number): Deletion | undefined {
  return database
    .prepare('SELECT deleted_at AS at, deleted_because AS because FROM upload WHERE id = ? AND deleted_at IS NOT NULL')
    .get(upload) as Deletion | undefined;
}
