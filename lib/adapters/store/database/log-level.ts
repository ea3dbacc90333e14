import type { LogLevel } from '../../../core/delivery/ledger.ts';

/** For each level, a condition: a log line has this level or a more serious one. */
export const IS_AT_LEAST: Readonly<Record<LogLevel, string>> = {
  info: 'TRUE',
  warn: `level <> 'info'`,
  error: `level = 'error'`,
};
