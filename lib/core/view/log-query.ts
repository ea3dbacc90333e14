import type { LogLevel } from '../delivery/ledger.ts';
import { numberOf, type QueryString, queryStringOf } from '../network/query-string.ts';
import { beginningOf } from '../text/beginning-of.ts';

/** A section of a log: the newest lines before the line `before`, or the oldest after the line `after`. */
export interface LogSection {
  readonly limit: number;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  /** Only lines of this level or a higher one; without it, lines of all levels. */
  readonly atLeast?: LogLevel;
}

/** The selectable levels; each includes the following ones. */
export const LOG_LEVELS = ['info', 'warn', 'error'] as const satisfies readonly LogLevel[];

/** What the query string of the page that shows a log selects. */
export interface LogQuery {
  readonly level: LogLevel;
  /** Only lines whose rendered text contains this; '' for all. */
  readonly text: string;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

const MAX_TEXT_LENGTH = 200;

/** Parses a query string. Unknown values are ignored, because people edit URLs. */
export function readLogQuery(query: QueryString): LogQuery {
  const text = query['q'];
  const before = numberOf(query['before']);
  return {
    level: LOG_LEVELS.find((level) => level === query['level']) ?? 'info',
    text: typeof text === 'string' ? beginningOf(text.trim(), MAX_TEXT_LENGTH) : '',
    before,
    after: before === undefined ? numberOf(query['after']) : undefined,
  };
}

/** The query string for a `LogQuery`, without default values. */
export function logQueryString({ level, text, before, after }: LogQuery): string {
  return queryStringOf({
    level: level === 'info' ? undefined : level,
    q: text === '' ? undefined : text,
    before,
    after,
  });
}
