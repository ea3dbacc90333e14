import type { Database } from '../database/database.ts';
import { DROP_SOME_REPEATS } from './review-repeats.ts';

/** How many rows one statement deletes: few enough that other writers hardly wait. */
const DROPPED_AT_ONCE = 5000;

const DROP_SOME = [
  ...['review_record', 'review_fixed', 'review_repairable', 'review_place'].map(
    (table) => `DELETE FROM ${table} WHERE review_id = :id AND record IN (
      SELECT record FROM ${table} WHERE review_id = :id LIMIT :limit)`,
  ),
  `DELETE FROM review_issue WHERE (kind_id, record) IN (SELECT i.kind_id, i.record FROM review_issue_kind k
    JOIN review_issue i ON i.kind_id = k.id WHERE k.review_id = :id LIMIT :limit)`,
  DROP_SOME_REPEATS,
];

/** Deletes some rows of a replaced review, and at the end the review itself. False if no replaced review is left. */
export async function dropSomeReplaced(database: Database): Promise<boolean> {
  const id = await database.value<number>(`SELECT id FROM review WHERE role = 'old' LIMIT 1`);
  if (id === undefined) return false;
  for (const sql of DROP_SOME) {
    const { changes } = await database.run(sql, { id, limit: DROPPED_AT_ONCE });
    if (changes > 0) return true;
  }
  await database.run('DELETE FROM review WHERE id = ?', [id]);
  return true;
}
