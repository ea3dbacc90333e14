import { MachineError, type MachineFault } from '../../../core/machine-fault.ts';

/** Codes of PostgreSQL (SQLSTATE) and of the network, by machine fault. */
const CODES: Readonly<Record<MachineFault, readonly string[]>> = {
  disk_full: ['53100'],
  // Nothing has happened: no connection was made, or the transaction was rolled back.
  database_busy: [
    '53300', // too many connections
    '55P03', // a lock that was not available in time
    '57P03', // the server is starting up or shutting down
    '40001', // a serialization failure
    '40P01', // a deadlock
    'ECONNREFUSED',
    'ENOENT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    '25006', // a standby that will soon be promoted, or that a proxy still treats as the primary
    '57014', // a statement that took longer than the server allows, usually because it waited for a lock
    '0A000', // a prepared statement whose table has a new column; see needsNewConnection
  ],
  database_lost: [
    '57P01', // an administrator has ended the connection
    '57P02', // the server has crashed
    '25P03', // the transaction was idle for too long
    '25P04', // the transaction took too long
    '08003', // the connection does not exist
    '08006', // the connection has failed
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
  ],
};

const FAULTS = new Map(
  Object.entries(CODES).flatMap(([fault, codes]) => codes.map((code) => [code, fault as MachineFault])),
);

/** Messages of the driver's errors that have no code. */
const MESSAGES: readonly (readonly [RegExp, MachineFault])[] = [
  [/^timeout exceeded when trying to connect/, 'database_busy'],
  [/^(?:Connection terminated|Client has encountered a connection error)/, 'database_lost'],
];

/** Whether only another connection can succeed: to the primary, or without the prepared statement. */
export function needsNewConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '25006' || error.code === '0A000');
}

/** Codes of errors of connecting that have no code, by the driver's message. */
const CONNECT_CODES: readonly (readonly [RegExp, string])[] = [
  [/^timeout expired/, 'ETIMEDOUT'],
  [/^Connection terminated/, 'ECONNRESET'],
  [/^The server does not support SSL/, 'postgresql_without_tls'],
  [/client password must be/, 'postgresql_without_password'],
];

/** The code of an error of connecting, which names neither user nor password. */
export function connectErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'postgresql_protocol';
  if ('code' in error) return String(error.code);
  return CONNECT_CODES.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'postgresql_protocol';
}

/** SQLSTATE classes of refused connections: wrong credentials, or an unknown database. Waiting does not help. */
const REFUSED = /^(?:28|3D)/;

/** Converts an error while connecting. Nothing was sent, so the work can be retried. */
export function toConnectError(error: unknown): unknown {
  if (!(error instanceof Error) || ('code' in error && REFUSED.test(String(error.code)))) return error;
  return new MachineError('database_busy', error);
}

/** Converts an error of the driver to a MachineError if it is a machine fault; otherwise returns it unchanged. */
export function toMachineError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const fault = FAULTS.get(code) ?? MESSAGES.find(([pattern]) => pattern.test(error.message))?.[1];
  return fault ? new MachineError(fault, error) : error;
}
