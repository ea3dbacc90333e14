import { sqlCalls, sqlTokens } from '../sql/sql-tokens.ts';

/** Whether what a query gives depends on the time that it is planned for. */
export function asksForPlannedTime(sql: string): boolean {
  return sqlCalls(sqlTokens(sql)).some(({ word }) => word.text.toLowerCase() === 'td_scheduled_time');
}
