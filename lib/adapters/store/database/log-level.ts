import type { LogLevel } from '../../../core/delivery/ledger.ts';

/** A condition by level: a line of a log has that level, or a more serious one. */
export const IS_AT_LEAST: Readonly<Record<LogLevel, string>> = {
  info: 'TRUE',
  warn: `level <> 'info'`,
  error: `level = 'error'`,
};
