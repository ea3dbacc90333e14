/** How much of a file has been read. */
export interface ReadProgress {
  readonly records: number;
  readonly bytes: number;
  /** The bytes of the whole file. */
  readonly of: number;
}
