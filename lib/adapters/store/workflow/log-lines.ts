import type { IssueParams } from '../../../core/issue.ts';
import type { LogSection } from '../../../core/view/log-query.ts';
import type { AttemptLogLine } from '../../../core/workflow/attempt/attempt.ts';
import type { Database } from '../database/database.ts';
import { IS_AT_LEAST } from '../database/log-level.ts';
import { numbersIn } from '../database/portable-sql.ts';
import type { Tables } from '../database/tables.ts';

/** The id and size of a line, before its text is read. */
type LineSize = Pick<Tables['workflow_log'], 'id'> & { readonly bytes: number };

type LineRow = Omit<AttemptLogLine, 'message'> & Pick<Tables['workflow_log'], 'code' | 'params'>;

export interface LogLines {
  readonly lines: readonly AttemptLogLine[];
  /** Whether there are more lines in the direction of the page. */
  readonly hasMore: boolean;
}

const MAX_PAGE_BYTES = 1024 * 1024;

/** The lines of a page, in the order they were written; of some tasks, or of all. */
export async function readLines(
  database: Database,
  attempt: number,
  { limit, before, after, atLeast = 'info' }: LogSection,
  tasks?: readonly number[],
): Promise<LogLines> {
  const isReversed = after === undefined;
  const sizes = await database.all<LineSize>(
    `SELECT id, octet_length(text) AS bytes FROM workflow_log WHERE attempt_id = :attempt
        AND id ${isReversed ? '<' : '>'} :cursor AND ${IS_AT_LEAST[atLeast]}
        AND (task IN ${numbersIn(':tasks')} OR :tasks IS NULL)
      ORDER BY id ${isReversed ? 'DESC' : 'ASC'} LIMIT :limit`,
    {
      attempt,
      limit: limit + 1,
      cursor: after ?? before ?? Number.MAX_SAFE_INTEGER,
      tasks: tasks === undefined ? null : JSON.stringify(tasks),
    },
  );
  const ids = fittingIds(sizes, limit);
  const rows = await database.all<LineRow>(
    `SELECT id, task, at, level, text, code, params FROM workflow_log WHERE id IN ${numbersIn('?')} ORDER BY id`,
    [JSON.stringify(ids)],
  );
  const lines = rows.map(({ code, params, ...line }) => ({
    ...line,
    message: code === null ? null : { code, params: JSON.parse(params ?? '{}') as IssueParams },
  }));
  return { lines, hasMore: ids.length < sizes.length };
}

/** The ids of the first lines that fit on a page, by number and size; at least one. */
function fittingIds(sizes: readonly LineSize[], limit: number): readonly number[] {
  const ids: number[] = [];
  let total = 0;
  for (const { id, bytes } of sizes.slice(0, limit)) {
    total += bytes;
    if (ids.length > 0 && total > MAX_PAGE_BYTES) break;
    ids.push(id);
  }
  return ids;
}
