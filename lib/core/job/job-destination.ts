import type { Authentication } from '../access/authentication.ts';
import type { Job } from './job.ts';

/** The base URLs and the Trino server of a process, from its environment only. */
export interface Addresses {
  /** The base URL of calls, by connector. */
  readonly apiBaseUrls: Readonly<Record<string, string>>;
  /** The Trino server with the catalog and user of its queries; null if none is set up. */
  readonly trino: string | null;
}

/** The destination of sandbox jobs. Every executor hosts the sandbox of its data folder, so its URL is not stored. */
export const SANDBOX = 'sandbox';

/** The destination of jobs created before destinations were recorded. It matches no executor. */
export const UNRECORDED = 'unrecorded';

/** The address that errors show if an environment names no base URL or no Trino server. */
export const NO_ADDRESS = 'none';

/** The error code of a queued job whose destination or Trino server is not the executor's. */
export const OTHER_DESTINATION = 'other_destination';

/** Where the events of an authentication go from a process with these addresses. */
export function destinationOf(
  { connector, target }: Pick<Authentication, 'connector' | 'target'>,
  { apiBaseUrls }: Pick<Addresses, 'apiBaseUrls'>,
): string {
  if (target === 'sandbox') return SANDBOX;
  const url = apiBaseUrls[connector];
  if (url === undefined) throw new Error(`no base URL for ${connector}`);
  return url;
}

/**
 * The destination or Trino server that a re-run or resend takes from the earlier job; undefined if it uses this
 * process's own.
 */
export function keptAddress(address: string | null): string | undefined {
  return address === null || address === UNRECORDED ? undefined : address;
}

/** Whether a job waits in the queue for an executor with another address. */
export function awaitsOtherExecutor({
  state,
  error,
}: Pick<Job, 'state'> & { error: { code: string } | null }): boolean {
  return state === 'queued' && error?.code === OTHER_DESTINATION;
}
