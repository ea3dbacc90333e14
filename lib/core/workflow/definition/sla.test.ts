import { expect, test } from 'vitest';
import { type SlaLimit, slaTime } from './sla.ts';

const at = (hours: number, minutes = 0): SlaLimit => ({ timeOfDaySeconds: (hours * 60 + minutes) * 60 });
const within = (hours: number): SlaLimit => ({ durationSeconds: hours * 3600 });
const NEW_YORK = 'America/New_York';

test.each([
  ['a time of the same day', at(9), 'Asia/Tokyo', '2026-11-26T07:00+09:00', '2026-11-26T09:00+09:00'],
  ['a time of the same second', at(9), 'Asia/Tokyo', '2026-11-26T09:00:00.500+09:00', '2026-11-26T09:00+09:00'],
  ['a time that has passed', at(9), 'Asia/Tokyo', '2026-11-26T09:00:01+09:00', '2026-11-27T09:00+09:00'],
  ['a time after midnight', at(25), 'UTC', '2026-11-26T12:00Z', '2026-11-27T01:00Z'],
  ['the time of a day after clocks change', at(9), NEW_YORK, '2026-03-07T12:00-05:00', '2026-03-08T09:00-04:00'],
  ['a time that clocks skip', at(2, 30), NEW_YORK, '2026-03-08T00:00-05:00', '2026-03-08T03:30-04:00'],
  ['a time that clocks show again', at(1, 30), NEW_YORK, '2026-11-01T01:45-04:00', '2026-11-01T01:30-05:00'],
  ['a duration', within(2), NEW_YORK, '2026-03-08T01:00-05:00', '2026-03-08T04:00-04:00'],
])('the limit is %s', (_, limit, timeZone, createdAt, expected) => {
  expect(slaTime(limit, Date.parse(createdAt), timeZone)).toBe(Date.parse(expected));
});
