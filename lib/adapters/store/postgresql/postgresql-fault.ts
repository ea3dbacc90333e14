import { MachineError, type MachineFault } from '../../../core/machine-fault.ts';

/** Codes of PostgreSQL (SQLSTATE) and of the network, by what they mean. */
const CODES: Readonly<Record<MachineFault, readonly string[]>> = {
  disk_full: ['53100'],
  // Nothing has happened: no connection was made, or the transaction was rolled back.
  database_busy: [
    ...['53300', '55P03', '57P03', '40001', '40P01', 'ECONNREFUSED', 'ENOENT', 'EHOSTUNREACH', 'ENETUNREACH'],
    '25006', // a standby, which is promoted soon, or which a proxy still takes for the primary
    '0A000', // a prepared statement whose table has a new column since; see needsNewConnection
  ],
  database_lost: ['57P01', '57P02', '25P03', '08003', '08006', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
};

const FAULTS = new Map(
  Object.entries(CODES).flatMap(([fault, codes]) => codes.map((code) => [code, fault as MachineFault])),
);

/** Errors for which the driver has no codes. */
const MESSAGES: readonly (readonly [RegExp, MachineFault])[] = [
  [/^timeout exceeded when trying to connect/, 'database_busy'],
  [/^(?:Connection terminated|Client has encountered a connection error)/, 'database_lost'],
];

/** Whether only another connection can succeed: to the primary, or without the prepared statement. */
export function needsNewConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '25006' || error.code === '0A000');
}

/** Refused by the server: wrong credentials, or no such database. Waiting does not help. */
const REFUSED = /^(?:28|3D)/;

/** An error while connecting: nothing was sent, so it may be tried again. */
export function toConnectError(error: unknown): unknown {
  if (!(error instanceof Error) || ('code' in error && REFUSED.test(String(error.code)))) return error;
  return new MachineError('database_busy', error);
}

/** An error of the driver as MachineError if it is a machine fault; otherwise unchanged. */
export function toMachineError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const fault = FAULTS.get(code) ?? MESSAGES.find(([pattern]) => pattern.test(error.message))?.[1];
  return fault ? new MachineError(fault, error) : error;
}
