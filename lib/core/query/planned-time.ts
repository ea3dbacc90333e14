import { sqlCalls, sqlTokens } from '../sql/sql-tokens.ts';

/** Whether the result of a query depends on its planned time. */
export function usesPlannedTime(sql: string): boolean {
  return sqlCalls(sqlTokens(sql)).some(({ word }) => word.text.toLowerCase() === 'td_scheduled_time');
}
