import type { Database } from '../database/database.ts';
import { DELETE_SOME_REPEATS } from './review-repeats.ts';

/** How many rows one statement deletes: few enough that other writers hardly wait. */
const DELETED_AT_ONCE = 5000;

const DELETE_SOME_ROWS = [
  deleteSomeOf('review_record'),
  deleteSomeOf('review_fixed'),
  deleteSomeOf('review_repairable'),
  deleteSomeOf('review_place'),
  `DELETE FROM review_issue WHERE (kind_id, record) IN (
    SELECT issue.kind_id, issue.record FROM review_issue_kind kind JOIN review_issue issue ON issue.kind_id = kind.id
    WHERE kind.review_id = :id LIMIT :limit)`,
  DELETE_SOME_REPEATS,
];

function deleteSomeOf(table: string): string {
  return `DELETE FROM ${table} WHERE review_id = :id AND record IN (
    SELECT record FROM ${table} WHERE review_id = :id LIMIT :limit)`;
}

/** Deletes some rows of a replaced review, and at the end the review itself. False if no replaced review is left. */
export async function deleteSomeReplaced(database: Database): Promise<boolean> {
  const id = await database.value<number>(`SELECT id FROM review WHERE role = 'old' LIMIT 1`);
  if (id === undefined) return false;
  for (const sql of DELETE_SOME_ROWS) {
    const { changes } = await database.run(sql, { id, limit: DELETED_AT_ONCE });
    if (changes > 0) return true;
  }
  await database.run('DELETE FROM review WHERE id = ?', [id]);
  return true;
}
