import { expect, test } from 'vitest';
import { builtInParams, sessionTimeText } from './session-params.ts';

const FACTS = {
  projectId: 1,
  sessionId: 2,
  sessionUuid: 'u',
  attemptId: 3,
  retryAttemptName: null,
  timeZone: 'Asia/Tokyo',
  sessionTime: Date.parse('2026-11-26T00:00:00+09:00'),
};

test('the parameters are those of digdag', () => {
  expect(builtInParams(FACTS, '+w+t')).toEqual({
    timezone: 'Asia/Tokyo',
    session_uuid: 'u',
    session_id: 2,
    project_id: 1,
    attempt_id: 3,
    retry_attempt_name: null,
    task_name: '+w+t',
    session_time: '2026-11-26T00:00:00+09:00',
    session_date: '2026-11-26',
    session_date_compact: '20261126',
    session_local_time: '2026-11-26 00:00:00',
    session_tz_offset: '+0900',
    session_unixtime: 1795618800,
    last_executed_session_time: '',
    last_executed_session_date: '',
    last_executed_session_date_compact: '',
    last_executed_session_local_time: '',
    last_executed_session_tz_offset: '+0900',
    last_executed_session_unixtime: '',
  });
});

test('the parameters include the times of the sessions before and after if the workflow has a schedule', () => {
  const schedule = { last: FACTS.sessionTime - 86_400_000, next: FACTS.sessionTime + 86_400_000, lastExecuted: null };
  expect(builtInParams({ ...FACTS, schedule }, '+w')).toMatchObject({
    last_session_time: '2026-11-25T00:00:00+09:00',
    next_session_date: '2026-11-27',
    last_executed_session_time: '',
  });
});

test.each([
  ['2026-03-08T06:59:59Z', 'America/New_York', '2026-03-08T01:59:59-05:00'],
  ['2026-03-08T07:00:00Z', 'America/New_York', '2026-03-08T03:00:00-04:00'],
  ['2026-11-01T05:30:00Z', 'America/New_York', '2026-11-01T01:30:00-04:00'],
  ['2026-11-01T06:30:00Z', 'America/New_York', '2026-11-01T01:30:00-05:00'],
  ['2026-01-01T00:00:00Z', 'America/St_Johns', '2025-12-31T20:30:00-03:30'],
  ['2026-01-01T00:00:00Z', 'Asia/Kathmandu', '2026-01-01T05:45:00+05:45'],
  ['2026-01-01T00:00:00.999Z', 'UTC', '2026-01-01T00:00:00+00:00'],
  // Clocks in New York skip this local time of Tokyo: the zone of the host must not matter.
  ['2026-03-07T17:00:00Z', 'Asia/Tokyo', '2026-03-08T02:00:00+09:00'],
])('%s in %s is %s', (time, timeZone, text) => expect(sessionTimeText(Date.parse(time), timeZone)).toBe(text));
