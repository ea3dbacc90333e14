/** The result for one event of a call, matched by index. */
export interface EventResult {
  readonly accepted: boolean;
  /** The receiving service's message, with possible personal values masked. */
  readonly message?: string;
}

/**
 * The result of a call, independent of the connector. What matters is which events the receiving service accepted:
 * none, those accepted in `results`, or unknown.
 */
export type CallResult =
  /** Accepted or rejected event by event. */
  | { readonly kind: 'answered'; readonly results: readonly EventResult[] }
  /** Nothing was accepted, for now: too many calls, or the endpoint is temporarily unavailable. */
  | { readonly kind: 'busy'; readonly retryAfter: string | undefined }
  /** Nothing was accepted, because the request is malformed. */
  | { readonly kind: 'malformed'; readonly message: string }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden' }
  /** Nothing was accepted, for a reason that a retry will not change. */
  | { readonly kind: 'refused'; readonly message: string }
  /** A complete response that contradicts itself or the request. Not retried: some events may have been accepted. */
  | { readonly kind: 'contradictory' }
  /** Sent without a usable response: the events may have been accepted. */
  | { readonly kind: 'unknown' }
  /** The receiving service was never reached, so nothing was accepted. */
  | { readonly kind: 'unreachable'; readonly reason: string };

/** An HTTP response. `body` is the complete text as received. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}
