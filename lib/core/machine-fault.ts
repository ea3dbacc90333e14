/** A fault of this machine, as opposed to the data or the receiving service. */
export type MachineFault = 'disk_full' | 'busy';

/** The fault behind an error of the disk or the database; undefined for any other error. */
export function machineFaultOf(error: unknown): MachineFault | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'disk_full';
  return code.startsWith('SQLITE_BUSY') ? 'busy' : undefined;
}
