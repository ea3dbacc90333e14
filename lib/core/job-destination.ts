import type { Authentication } from './authentication.ts';
import type { Job } from './job.ts';

/** The addresses that a process works with, from its environment alone. */
export interface Addresses {
  /** By connector: where its calls go. */
  readonly apiBaseUrls: Readonly<Record<string, string>>;
  /** The Trino with the catalog and the user of its queries; null where there is none. */
  readonly trino: string | null;
}

/** The destination of a rehearsal. Every executor hosts the stand-in of its data folder, so its address is not stored. */
export const SANDBOX = 'sandbox';

/** In place of an address, of a job from before addresses were recorded. It equals no executor's. */
export const UNRECORDED = 'unrecorded';

/** In place of an executor's address where its environment names none. */
export const NO_ADDRESS = 'none';

/** The code of the error of a queued job that was created for another address than its executor's. */
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

/** The address that a job keeps which does the work of another one again; undefined where it takes this process's. */
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
