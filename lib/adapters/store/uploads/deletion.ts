import type { Deletion } from '../../../core/upload/retention.ts';
import type { Database } from '../database/database.ts';

/** When and why an upload's files were deleted; undefined if they were not, or if there is no such upload. */
export function deletionOf(database: Database, upload: number): Promise<Deletion | undefined> {
  return database.get<Deletion>(
    'SELECT deleted_at AS at, deleted_because AS because FROM upload WHERE id = ? AND deleted_at IS NOT NULL',
    [upload],
  );
}
