/** Rejects with the MachineError `database_lost` if the key may no longer be held: other work may hold it by now. */
export type AssertHeld = () => Promise<void>;

/** Serializes work of several processes by key. */
export interface SharedMutex {
  /**
   * Runs `work` once all earlier work with the same key has settled, in any process. Long-running work calls
   * `assertHeld` before each write.
   */
  run<T>(key: string, work: (assertHeld: AssertHeld) => Promise<T>): Promise<T>;
}
