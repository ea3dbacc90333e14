import type { LogLevel } from '../../../core/delivery/ledger.ts';

/** For each level, the condition that a log line has it, or a more serious one. */
export const IS_AT_LEAST: Readonly<Record<LogLevel, string>> = {
  info: 'TRUE',
  warn: `level <> 'info'`,
  error: `level = 'error'`,
};
