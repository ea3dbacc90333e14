/** The bodies that Pinterest answers with. */

/** A whole request refused: nothing of it was recorded. */
export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** What became of one event; it stands at the event's own position. An empty message means none. */
export interface EventAnswer {
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

/** The refusal that goes with a status, in Pinterest's words where they are known. */
export function refusal(status: number, message?: string): Refusal {
  const published = PUBLISHED_REFUSALS[status] ?? (status >= 500 ? SERVER_ERROR : OTHER_REFUSAL);
  return { status, code: published.code, message: message ?? published.message };
}

/** Pinterest's other kind of 400, which says what is wrong with the body. */
export function invalidRequest(reason: string, status = 400): Refusal {
  return { status, code: 1, message: `Invalid request: ${reason}` };
}

export function processed(warning = ''): EventAnswer {
  return { status: 'processed', error_message: '', warning_message: warning };
}

export function failed(message: string): EventAnswer {
  return { status: 'failed', error_message: message, warning_message: '' };
}

/** The object that a 200 carries, and a 422 under `details`. */
export function resultsBody(results: readonly EventAnswer[]) {
  return {
    num_events_received: results.length,
    num_events_processed: results.filter(({ status }) => status === 'processed').length,
    events: results,
  };
}

/** Some or all events failed; those that did not are recorded. */
export function partialBody(details: object) {
  return {
    code: 953,
    message: 'The action could not be processed properly due to some or all data provided being invalid.',
    details,
  };
}
