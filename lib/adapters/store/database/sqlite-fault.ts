import { MachineError } from '../../../core/machine-fault.ts';

/** Does work with SQLite's driver. Throws MachineError where the driver says that the disk is full or the database locked. */
export function withFaults<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw faultOf(error);
  }
}

/** The error of the driver, as MachineError if it is a fault of this machine. */
export function faultOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL') return new MachineError('disk_full', error as Error);
  return code.startsWith('SQLITE_BUSY') ? new MachineError('busy', error as Error) : error;
}
