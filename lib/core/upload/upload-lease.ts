/** The right to use an unfinished upload, which one request at a time has. */
export interface UploadLease {
  /** False once another request may have it: nothing may be written then. */
  readonly isHeld: boolean;
  release(): Promise<void>;
}

/** The leases of unfinished uploads among several web processes. */
export interface UploadLeases {
  /**
   * Waits until no other process uses the upload, and asks the one that does to stop. `requestStop` is called once another process
   * waits, or when the lease may end because it cannot be renewed. Rejects if `signal` is aborted.
   */
  acquire(folder: string, signal: AbortSignal, requestStop: () => void): Promise<UploadLease>;
}

/** With one web process there are no others to wait for. */
export const NO_OTHER_PROCESSES: UploadLeases = {
  acquire: async () => ({ isHeld: true, release: async () => {} }),
};
