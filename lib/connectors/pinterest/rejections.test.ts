import { expect, test } from 'vitest';
import { explainRejection } from './rejections.ts';

test.each([
  [
    'Invalid event_timestamp parameter. Given timestamp is in the past. Current timestamp: 2, Given event_timestamp: 1',
    'too_old',
    'event_time',
  ],
  [
    'Invalid event_timestamp parameter. Given timestamp is in the future. Current timestamp: 1, Given: 2',
    'in_future',
    'event_time',
  ],
  ['Invalid event_timestamp parameter.', 'invalid_value', 'event_time'],
  ['Invalid value parameter. It is not a double.', 'invalid_value', 'value'],
  ['Invalid request: Additional properties are not allowed', 'unknown', null],
  ['', 'unknown', null],
] as const)('the message %j means %s of the field %s', (message, reason, field) => {
  expect(explainRejection(message)).toEqual({ reason, field });
});
