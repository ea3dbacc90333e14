/** How much of a file has been read. */
export interface ReadProgress {
  readonly records: number;
  readonly bytes: number;
  readonly of: number;
}
