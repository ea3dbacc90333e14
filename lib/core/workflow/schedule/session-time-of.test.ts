import { expect, test } from 'vitest';
import { UserError } from '../../errors.ts';
import { sessionTimeOf } from './session-time-of.ts';

const NEW_YORK = 'America/New_York';
const LORD_HOWE = 'Australia/Lord_Howe';
const NOW = '2026-11-26T10:32:32.123Z';

test.each([
  ['now', 'UTC', NOW, '2026-11-26T10:32:32Z'],
  [' now ', 'UTC', NOW, '2026-11-26T10:32:32Z'],
  ['hourly', 'UTC', NOW, '2026-11-26T10:00:00Z'],
  ['hourly', 'Asia/Kolkata', NOW, '2026-11-26T16:00:00+05:30'],
  ['daily', 'Asia/Tokyo', '2026-11-26T20:00:00Z', '2026-11-27T00:00:00+09:00'],
  ['daily', 'America/Santiago', '2026-09-06T10:00:00Z', '2026-09-06T04:00:00Z'],
  ['hourly', NEW_YORK, '2026-11-01T05:45:00Z', '2026-11-01T05:00:00Z'],
  ['hourly', NEW_YORK, '2026-11-01T06:45:00Z', '2026-11-01T06:00:00Z'],
  ['hourly', LORD_HOWE, '2026-10-03T15:45:00Z', '2026-10-03T15:30:00Z'],
  ['2026-11-26', 'Asia/Tokyo', NOW, '2026-11-26T00:00:00+09:00'],
  ['2026-11-26 01:02:03', 'Asia/Tokyo', NOW, '2026-11-26T01:02:03+09:00'],
  ['2026-11-26T01:02', 'Asia/Tokyo', NOW, '2026-11-26T01:02:00+09:00'],
  ['2026-11-26T01:02:03.456', 'UTC', NOW, '2026-11-26T01:02:03Z'],
  ['2026-11-26T01:02:03Z', 'Asia/Tokyo', NOW, '2026-11-26T01:02:03Z'],
  ['2026-11-26T01:02:03.000-05:00', 'Asia/Tokyo', NOW, '2026-11-26T01:02:03-05:00'],
  ['2026-11-26 01:02:03 +0900', 'UTC', NOW, '2026-11-26T01:02:03+09:00'],
  ['2026-11-01T01:30:00-05:00', NEW_YORK, NOW, '2026-11-01T06:30:00Z'],
  ['2026-11-01 01:30:00', NEW_YORK, NOW, '2026-11-01T05:30:00Z'],
  ['2026-03-08 02:30:00', NEW_YORK, NOW, '2026-03-08T07:00:00Z'],
])('%j in %s at %s is %s', (text, timeZone, now, expected) => {
  expect(sessionTimeOf(text, timeZone, Date.parse(now))).toBe(Date.parse(expected));
});

test.each(['', 'yesterday', 'Now', '26.11.2026', '2026-11-26T10', '2026-11-26T10:00:00 JST', '1764115200'])(
  'refuses %j',
  (text) => {
    expect(() => sessionTimeOf(text, 'UTC', Date.parse(NOW))).toThrow(new UserError('workflow_session_time_invalid'));
  },
);

test.each([
  '2026-02-30',
  '2026-13-01',
  '2026-11-26T24:00:00',
  '2026-11-26T10:00:60',
  '2026-11-26T10:00:00+99:00',
  '10000-01-01',
  '275761-01-01 00:00',
])('refuses %j, which does not exist', (text) => {
  expect(() => sessionTimeOf(text, 'UTC', Date.parse(NOW))).toThrow(new UserError('workflow_session_time_unreal'));
});
