/** The response bodies of Pinterest. */

/** A refusal of a whole request: none of its events is recorded, unless a fault script says so. */
export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** The result of one event, at the event's position. An empty message means none. */
export interface EventResponse {
  readonly status: 'processed' | 'failed';
  readonly error_message: string;
  readonly warning_message: string;
}

const PUBLISHED_REFUSALS: Readonly<Record<number, Omit<Refusal, 'status'>>> = {
  400: { code: 4196, message: 'The request was invalid.' },
  401: { code: 2, message: 'Authentication failed.' },
  403: { code: 29, message: 'You are not permitted to access that resource.' },
  429: {
    code: 8,
    message:
      'This request exceeded a rate limit. This can happen if the client exceeds one\nof the published rate limits within a short time window.',
  },
  503: {
    code: 4197,
    message: 'The endpoint has been ramped down and is currently not accepting any traffic.',
  },
};

const SERVER_ERROR = { code: 11, message: 'Something went wrong on our end. Sorry about that.' };
const OTHER_REFUSAL = { code: 1, message: 'The request was not accepted.' };

/** The refusal for a status, in Pinterest's wording where it is known. */
export function refusal(status: number, message?: string): Refusal {
  const published = PUBLISHED_REFUSALS[status] ?? (status >= 500 ? SERVER_ERROR : OTHER_REFUSAL);
  return { status, code: published.code, message: message ?? published.message };
}

/** A refusal that names the problem of the request, which the published refusals do not. It has their form. */
export function invalidRequest(reason: string, status = 400): Refusal {
  return { status, code: 1, message: `Invalid request: ${reason}` };
}

export function processed(warning = ''): EventResponse {
  return { status: 'processed', error_message: '', warning_message: warning };
}

export function failed(message: string): EventResponse {
  return { status: 'failed', error_message: message, warning_message: '' };
}

/** The body of a 200, and the `details` of a 422. */
export function resultsBody(results: readonly EventResponse[]) {
  return {
    num_events_received: results.length,
    num_events_processed: results.filter(({ status }) => status === 'processed').length,
    events: results,
  };
}

/** The body of a 422: some or all events failed. Those that did not fail are recorded. */
export function partialBody(details: object) {
  return {
    code: 953,
    message: 'The action could not be processed properly due to some or all data provided being invalid.',
    details,
  };
}
