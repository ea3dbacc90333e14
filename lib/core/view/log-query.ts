import type { LogLevel } from '../delivery/ledger.ts';
import { numberOf } from './record-query.ts';

/** Which part of a log: the newest lines before one, or the oldest behind one; all levels, or those from one on. */
export interface LogPage {
  readonly limit: number;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly atLeast?: LogLevel;
}

/** The levels that a person can ask for; each holds those behind it as well. */
export const LOG_LEVELS = ['info', 'warn', 'error'] as const satisfies readonly LogLevel[];

/** What the address of a log says. */
export interface LogQuery {
  readonly level: LogLevel;
  /** Only lines with these words, as a reader sees them; '' for all. */
  readonly text: string;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

const LONGEST = 200;

/** Reads an address. What is not understood is left out. */
export function readLogQuery(given: Readonly<Record<string, string | readonly string[] | undefined>>): LogQuery {
  const text = given['q'];
  const before = numberOf(given['before']);
  return {
    level: LOG_LEVELS.find((level) => level === given['level']) ?? 'info',
    text: typeof text === 'string' ? text.trim().slice(0, LONGEST) : '',
    before,
    after: before === undefined ? numberOf(given['after']) : undefined,
  };
}

/** The address that says this. */
export function logQueryString({ level, text, before, after }: LogQuery): string {
  const said = { level: level === 'info' ? undefined : level, q: text === '' ? undefined : text, before, after };
  const pairs = Object.entries(said).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
