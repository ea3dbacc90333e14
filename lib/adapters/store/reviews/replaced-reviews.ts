import type { Database } from 'better-sqlite3';
import { retryWhileBusy } from '../database/retry-while-busy.ts';

/** Few enough that other writers hardly wait. */
const DROPPED_AT_ONCE = 5000;

const DROP_SOME = [
  ...['review_record', 'review_fixed', 'review_repairable', 'review_place'].map(
    (table) => `DELETE FROM ${table} WHERE review_id = :id AND record IN (
      SELECT record FROM ${table} WHERE review_id = :id LIMIT :limit)`,
  ),
  `DELETE FROM review_issue WHERE (kind_id, record) IN (SELECT i.kind_id, i.record FROM review_issue_kind k
     JOIN review_issue i ON i.kind_id = k.id WHERE k.review_id = :id LIMIT :limit)`,
  `DELETE FROM review_repeat WHERE (review_id, first, record) IN (
     SELECT review_id, first, record FROM review_repeat WHERE review_id = :id LIMIT :limit)`,
];

/** Deletes some of what was stored of replaced reviews, last their rows. False if there are none left. */
export async function dropSomeReplaced(database: Database): Promise<boolean> {
  const id = database.prepare<[], number>(`SELECT id FROM review WHERE role = 'old' LIMIT 1`).pluck().get();
  if (id === undefined) return false;
  for (const sql of DROP_SOME) {
    const drop = database.prepare(sql);
    if ((await retryWhileBusy(() => drop.run({ id, limit: DROPPED_AT_ONCE }))).changes > 0) return true;
  }
  const review = database.prepare('DELETE FROM review WHERE id = ?');
  await retryWhileBusy(() => review.run(id));
  return true;
}
