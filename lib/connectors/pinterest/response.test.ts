import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallResult } from '../../core/delivery/call-result.ts';
import { readResponse } from './response.ts';

function resultOf(status: number, body: unknown, events: number, headers: Record<string, string> = {}): CallResult {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readResponse({ status, headers, body: text }, events, (message) => message);
}

function results(received: number, processed: number, events: readonly object[]) {
  return { num_events_received: received, num_events_processed: processed, events };
}

const SOME_INVALID = {
  code: 953,
  message: 'The action could not be processed properly due to some or all data provided being invalid.',
};
const IN_THE_PAST =
  'Invalid event_timestamp parameter. Given timestamp is in the past. Current timestamp: 1727469267, Given event_timestamp: 1678203524';
const processed = { status: 'processed', error_message: '', warning_message: '' };
const failed = { status: 'failed', error_message: IN_THE_PAST, warning_message: '' };

describe('responses with results', () => {
  test.each<[string, number, object, object[]]>([
    [
      'all processed, with messages that are empty or null',
      200,
      results(2, 2, [processed, { status: 'processed', error_message: null, warning_message: null }]),
      [{ accepted: true }, { accepted: true }],
    ],
    [
      'processed with a warning',
      200,
      results(1, 1, [{ ...processed, warning_message: 'Unrecognised event_name' }]),
      [{ accepted: true, message: 'Unrecognised event_name' }],
    ],
    [
      'one failed inside 200',
      200,
      results(2, 1, [
        { status: 'processed' },
        { status: 'failed', error_message: 'Invalid event_timestamp parameter.' },
      ]),
      [{ accepted: true }, { accepted: false, message: 'Invalid event_timestamp parameter.' }],
    ],
    ['failed without a message', 200, results(1, 0, [{ status: 'failed' }]), [{ accepted: false }]],
    [
      'one event too old',
      422,
      { ...SOME_INVALID, details: results(1, 0, [failed]) },
      [{ accepted: false, message: IN_THE_PAST }],
    ],
    [
      'partial success',
      422,
      { ...SOME_INVALID, details: results(2, 1, [processed, failed]) },
      [{ accepted: true }, { accepted: false, message: IN_THE_PAST }],
    ],
    ['unknown keys', 200, { ...results(1, 1, [{ ...processed, id: 'x' }]), trace: 'x' }, [{ accepted: true }]],
  ])('%s', (_, status, body, expected) => {
    expect(resultOf(status, body, expected.length)).toEqual({ kind: 'answered', results: expected });
  });
});

test('reading a response does not depend on the responses before it', () => {
  const event = fc.record({
    status: fc.constantFrom('processed', 'processed', 'processed', 'failed'),
    warning_message: fc.constantFrom('', '', '', 'about alice'),
    error_message: fc.constantFrom('', 'about bob'),
  });
  const response = fc.record({
    events: fc.array(event, { minLength: 1, maxLength: 2 }),
    sent: fc.integer({ min: 1, max: 2 }),
    status: fc.constantFrom(200, 200, 200, 201, 500),
    hidden: fc.constantFrom('alice', 'bob'),
    isWhole: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(response, { minLength: 2, maxLength: 20 }), (responses) => {
      for (const { events, sent, status, hidden, isWhole } of responses) {
        const accepted = events.filter((event) => event.status === 'processed').length;
        const text = JSON.stringify(results(events.length, accepted, events)).slice(0, isWhole ? undefined : -1);
        const hide = (message: string) => message.replace(hidden, '[value]');
        const result = readResponse({ status, headers: {}, body: text }, sent, hide);
        expect(result).toEqual(expectedOf({ events, sent, status, hide, isWhole }));
      }
    }),
  );
});

interface Received {
  readonly events: readonly {
    readonly status: string;
    readonly warning_message: string;
    readonly error_message: string;
  }[];
  readonly sent: number;
  readonly status: number;
  readonly hide: (message: string) => string;
  readonly isWhole: boolean;
}

function expectedOf({ events, sent, status, hide, isWhole }: Received): CallResult {
  if (status === 500) return { kind: 'unknown' };
  if (status === 201 || !isWhole || sent !== events.length) return { kind: 'contradictory' };
  return {
    kind: 'answered',
    results: events.map(({ status, warning_message, error_message }) => {
      const accepted = status === 'processed';
      const message = accepted ? warning_message : error_message;
      return message === '' ? { accepted } : { accepted, message: hide(message) };
    }),
  };
}

describe('responses that contradict themselves or the request', () => {
  test.each<[string, number, unknown]>([
    ['200 with too few events', 200, results(2, 1, [processed])],
    ['200 with too many events', 200, results(2, 3, [processed, processed, processed])],
    ['200 with a different number received', 200, results(1, 2, [processed, processed])],
    ['200 with a different number processed', 200, results(2, 1, [processed, processed])],
    ['200 with an unknown status', 200, results(2, 2, [processed, { status: 'queued' }])],
    ['200 without events', 200, { num_events_received: 2, num_events_processed: 2 }],
    ['200 with the body of an error', 200, { code: 2, message: 'Authentication failed.' }],
    ['200 with HTML', 200, '<html></html>'],
    ['200 without a body', 200, ''],
    ['200 with null', 200, 'null'],
    ['200 with an array', 200, '[]'],
    ['200 with the results under details', 200, { details: results(2, 2, [processed, processed]) }],
    ['201', 201, results(2, 2, [processed, processed])],
    ['204', 204, ''],
    ['422 without events', 422, { ...SOME_INVALID, details: {} }],
    ['422 without details', 422, SOME_INVALID],
    ['422 with too few results in details', 422, { ...SOME_INVALID, details: results(1, 0, [failed]) }],
    ['422 with the results outside of details', 422, results(2, 0, [failed, failed])],
    ['422 with HTML', 422, '<html></html>'],
  ])('%s', (_, status, body) => {
    expect(resultOf(status, body, 2)).toEqual({ kind: 'contradictory' });
  });
});

const RATE_LIMITED = { code: 8, message: 'This request exceeded a rate limit.' };
const RAMPED_DOWN = { code: 4197, message: 'The endpoint has been ramped down.' };
const OUR_END = { code: 11, message: 'Something went wrong on our end. Sorry about that.' };
const HTML_502 = '<html><body><h1>502 Bad Gateway</h1></body></html>';
const STRAY_KEY = "Invalid request: Additional properties are not allowed ('category_name' was unexpected)";

describe('responses for a whole call', () => {
  test.each<[string, number, unknown, CallResult]>([
    [
      'malformed',
      400,
      { code: 4196, message: 'The request was invalid.' },
      { kind: 'malformed', message: 'The request was invalid.' },
    ],
    ['an unknown key', 400, { code: 1, message: STRAY_KEY }, { kind: 'malformed', message: STRAY_KEY }],
    ['400 without JSON', 400, '<html></html>', { kind: 'malformed', message: '' }],
    ['too large', 413, '', { kind: 'malformed', message: '' }],
    ['bad token', 401, { code: 2, message: 'Authentication failed.' }, { kind: 'unauthorized' }],
    ['401 without JSON', 401, HTML_502, { kind: 'unauthorized' }],
    ['no role', 403, { code: 29, message: 'You are not permitted to access that resource.' }, { kind: 'forbidden' }],
    ['rate limited', 429, RATE_LIMITED, { kind: 'busy', retryAfter: undefined }],
    ['429 without JSON', 429, '', { kind: 'busy', retryAfter: undefined }],
    ['ramped down', 503, RAMPED_DOWN, { kind: 'busy', retryAfter: undefined }],
    ['503 for a reason other than being ramped down', 503, OUR_END, { kind: 'unknown' }],
    ['503 without JSON', 503, HTML_502, { kind: 'unknown' }],
    ['500 with the code of 503', 500, RAMPED_DOWN, { kind: 'unknown' }],
    ['500', 500, OUR_END, { kind: 'unknown' }],
    ['502 from a proxy', 502, HTML_502, { kind: 'unknown' }],
    ['504', 504, '', { kind: 'unknown' }],
    ['a redirect', 302, '', { kind: 'refused', message: '' }],
    ['404', 404, { code: 50, message: 'Not found.' }, { kind: 'refused', message: 'Not found.' }],
    ['a message that is not a string', 404, { code: 50, message: 7 }, { kind: 'refused', message: '' }],
  ])('%s', (_, status, body, expected) => {
    expect(resultOf(status, body, 2)).toEqual(expected);
  });

  test.each([
    [429, RATE_LIMITED],
    [503, RAMPED_DOWN],
  ])('a response with status %d passes the Retry-After header on', (status, body) => {
    expect(resultOf(status, body, 1, { 'retry-after': '30' })).toEqual({ kind: 'busy', retryAfter: '30' });
  });
});

describe('personal values in messages are masked', () => {
  const HASH = '23f775514d49ea5b80505b80c8cde4aa65a768cddca000d4ed89be1f4a452e94';

  test.each([
    ["'ada@mail.example' is not valid", "'[e-mail]' is not valid"],
    ['em: Ada+x@mail.example, b@c.d', 'em: [e-mail] [e-mail]'],
    [`em ${HASH} refused`, 'em [hash] refused'],
    [`em=${HASH.toUpperCase()}.`, 'em=[hash].'],
    [`u${HASH}${HASH}`, 'u[hash]'],
    ['md5 5d41402abc4b2a76b9719d911017c592', 'md5 [hash]'],
    ['ip 192.0.2.17 refused', 'ip [address] refused'],
    ['ip 192.0.2.17, 198.51.100.4.', 'ip [address], [address].'],
    ['ip 2001:db8:0:0:0:0:2:1 refused', 'ip [address] refused'],
    ['ip 2001:DB8::7 refused', 'ip [address] refused'],
    ['ip ::1 or fe80::1', 'ip [address] or [address]'],
    ['ip ::ffff:192.0.2.17 refused', 'ip [address] refused'],
    ['ip "2001:db8::"', 'ip "[address]"'],
  ])('%s', (message, masked) => {
    expect(resultOf(400, { code: 1, message }, 1)).toMatchObject({ message: masked });
  });

  test.each([
    IN_THE_PAST,
    STRAY_KEY,
    'Unrecognised event_name at 07:53:20, version 1.2.3',
    'Events::Create failed :: try again',
    'data.0.user_data.em: expected array',
  ])('text without personal values is kept: %s', (message) => {
    expect(resultOf(400, { code: 1, message }, 1)).toMatchObject({ message });
  });

  test('everywhere in a response', () => {
    const message = 'not ada@mail.example';
    const masked = 'not [e-mail]';
    const events = [
      { status: 'failed', error_message: message },
      { status: 'processed', warning_message: message },
    ];
    expect(resultOf(404, { code: 1, message }, 1)).toMatchObject({ message: masked });
    expect(resultOf(413, { code: 1, message }, 1)).toMatchObject({ message: masked });
    expect(resultOf(200, results(2, 1, events), 2)).toMatchObject({
      results: [{ message: masked }, { message: masked }],
    });
  });

  test.each([490, 494, 498, 500])(
    'also if a long message is cut, and a value in it begins after %d characters',
    (before) => {
      for (const value of ['ada.lovelace@mail.example', HASH, '192.0.2.17', '2001:db8::7']) {
        const text = `${'word '.repeat(200).slice(0, before - 1)} ${value} ${'word '.repeat(200)}`;
        const { message } = resultOf(400, { code: 1, message: text }, 1) as { message: string };
        expect(message.length).toBeLessThanOrEqual(501);
        expect(message.replace(/word?|wo?|\[[a-z-]+\]|…/g, '').trim()).toBe('');
      }
    },
  );

  test('by dropping a message that is one long word', () => {
    expect(resultOf(400, { code: 1, message: 'x'.repeat(5_000_000) }, 1)).toEqual({ kind: 'malformed', message: '…' });
  });
});
