import { UserError } from './errors.ts';

/**
 * A fault of this machine, as opposed to one of the data or the receiving service. `database_busy`: nothing was done.
 * `database_lost`: the connection to the database broke, and it is unknown whether the last change was made.
 */
export type MachineFault = 'disk_full' | 'database_busy' | 'database_lost';

/** A fault of this machine that an adapter has recognized in an error of a library. */
export class MachineError extends Error {
  readonly fault: MachineFault;

  constructor(fault: MachineFault, cause: Error) {
    super(cause.message, { cause });
    this.fault = fault;
  }
}

/** The fault behind an error of the disk or the database; undefined for any other error. */
export function machineFaultOf(error: unknown): MachineFault | undefined {
  if (error instanceof MachineError) return error.fault;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'disk_full' : undefined;
}

/** Whether the database is busy, cannot be reached, or was lost. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const fault = machineFaultOf(error);
  return fault === 'database_busy' || fault === 'database_lost';
}

/** A UserError if the database is unavailable; undefined for any other error. */
export function databaseErrorOf(error: unknown): UserError | undefined {
  const fault = machineFaultOf(error);
  const isDatabaseFault = fault === 'database_busy' || fault === 'database_lost';
  return isDatabaseFault ? new UserError(fault, {}, { cause: error }) : undefined;
}
