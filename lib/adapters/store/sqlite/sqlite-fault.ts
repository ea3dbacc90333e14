import { MachineError } from '../../../core/machine-fault.ts';

/** Runs a call of SQLite's driver, and throws a full disk or a busy database as MachineError. */
export function translateErrors<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw toMachineError(error);
  }
}

/** A driver error as MachineError if it is a machine fault; otherwise unchanged. */
export function toMachineError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL') return new MachineError('disk_full', error as Error);
  return code.startsWith('SQLITE_BUSY') ? new MachineError('database_busy', error as Error) : error;
}
