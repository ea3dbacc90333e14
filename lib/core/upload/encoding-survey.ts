/** The encoding that a text seems to have if it is not UTF-8, and the evidence for it. */
export interface EncodingGuess {
  readonly encoding:
    | 'shift_jis'
    | 'euc-jp'
    | 'iso-2022-jp'
    | 'windows-1250'
    | 'windows-1252'
    | 'windows-1254'
    | 'windows-1257';
  /** The most frequent letters beyond ASCII. */
  readonly letters: readonly string[];
  /** The bytes of these letters, in hex; empty for encodings with several bytes for a letter. */
  readonly bytes: readonly string[];
}

/** What the bytes of a text say about its encoding. */
export interface EncodingSurvey {
  /** Null if the text is UTF-8, or no other encoding is likely. */
  readonly guess: EncodingGuess | null;
  /** How many of the lines that were read have characters beyond ASCII. */
  readonly foreignLines: number;
  /** How many of these lines are not UTF-8. */
  readonly brokenLines: number;
  readonly isWholeFileRead: boolean;
}

/** Whether a text is surely UTF-8: of its lines with characters beyond ASCII, more than half are UTF-8. */
export function isSurelyUtf8({
  foreignLines,
  brokenLines,
}: Pick<EncodingSurvey, 'foreignLines' | 'brokenLines'>): boolean {
  return foreignLines > 0 && 2 * brokenLines < foreignLines;
}
