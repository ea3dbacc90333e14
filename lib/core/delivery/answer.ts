/** What became of one event of a call, matched to it by its position. */
export interface EventResult {
  readonly accepted: boolean;
  /** The receiving side's own words, with anything that may be a personal value masked. */
  readonly message?: string;
}

/**
 * What a call came to, in words that do not depend on the connector. The difference that matters is what the other
 * side has taken: nothing, these events, or nobody knows.
 */
export type Answer =
  /** Taken or refused event by event. */
  | { readonly kind: 'answered'; readonly results: readonly EventResult[] }
  /** Nothing was taken, for now: too many calls, or the endpoint is closed for a while. */
  | { readonly kind: 'busy'; readonly retryAfter: string | undefined }
  /** Nothing was taken, because something in the request is wrong. */
  | { readonly kind: 'malformed'; readonly message: string }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden' }
  /** Nothing was taken, for a reason that trying again will not change. */
  | { readonly kind: 'refused'; readonly message: string }
  /** A complete answer that contradicts itself or the request. It is not sent again: some of it may have been taken. */
  | { readonly kind: 'contradictory' }
  /** Sent, and no usable answer: the events may have been taken. */
  | { readonly kind: 'unknown' }
  /** The other side was never reached, so nothing was taken. */
  | { readonly kind: 'unreachable'; readonly reason: string };

/** An answer as HTTP brought it. `body` is the text as received, complete. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}
