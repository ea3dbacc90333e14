import { MachineError } from '../../../core/machine-fault.ts';

/** Runs a call of SQLite's driver, and throws a MachineError for a full disk or a busy database. */
export function translateErrors<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw toMachineError(error);
  }
}

/** Converts an error of the driver to a MachineError if it is a machine fault; otherwise returns it unchanged. */
export function toMachineError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL') return new MachineError('disk_full', error as Error);
  return code.startsWith('SQLITE_BUSY') ? new MachineError('database_busy', error as Error) : error;
}
