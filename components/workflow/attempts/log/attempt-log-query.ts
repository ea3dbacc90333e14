import { withParameter } from '#components/http/query-string.ts';
import { type LogQuery, logQueryString } from '#lib/core/view/log-query.ts';

/**
 * The query of an attempt's log. `task` is the full name of a task, or the end of one. It selects the tasks whose names
 * end with it, and those below them.
 */
export interface AttemptLogQuery extends LogQuery {
  readonly task?: string | undefined;
}

export function attemptLogQueryString({ task, ...query }: AttemptLogQuery): string {
  const queryString = logQueryString(query);
  return task === undefined ? queryString : withParameter(queryString, `task=${encodeURIComponent(task)}`);
}

export const WHOLE_LOG: AttemptLogQuery = { level: 'info', text: '' };
