/** What the bytes of a file say about its encoding. */
export interface EncodingSurvey {
  readonly guess: {
    readonly encoding: string;
    readonly letters: readonly string[];
    readonly bytes: readonly string[];
  } | null;
  /** Lines that are not UTF-8, of those that were read. */
  readonly brokenLines: number;
  readonly isWhole: boolean;
}
