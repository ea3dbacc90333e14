/** An unfinished upload that can be resumed. */
export interface ResumableUpload {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly received: number;
}
