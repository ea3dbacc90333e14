/** An unfinished upload that can be resumed. */
export interface ResumableUpload {
  readonly id: string;
  readonly name: string;
  /** The size of the file. */
  readonly bytes: number;
  /** How many of these bytes have been received. */
  readonly received: number;
}
