import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { buildString } from './string-builder.ts';

/** 2026-03-08T10:30:00Z: 02:30 in Los Angeles is skipped that day, and New York has just changed its clocks. */
const TIME = Date.UTC(2026, 2, 8, 10, 30) / 1000;

const build = (format: string, timeZone: string) =>
  buildString(
    { string: '$1', parameters: [{ type: 'Timestamp', format }] },
    { segment: { id: 7, name: 'Gold' }, audience: 3, time: TIME, timeZone },
  );

test.each([
  ['unix', 'UTC', '1772965800'],
  ['iso8601', 'UTC', '2026-03-08T10:30:00+00:00'],
  ['iso8601', 'America/Los_Angeles', '2026-03-08T03:30:00-07:00'],
  ['YYYYMMDD HH:mm', 'Asia/Tokyo', '20260308 19:30'],
  ['DD.MM.YYYY Z', 'Asia/Kathmandu', '08.03.2026 +05:45'],
])('a timestamp as %s in %s is %s', (format, timeZone, text) => expect(build(format, timeZone)).toBe(text));

test('a timestamp does not depend on the time zone of the machine', () => {
  const script = `
    const { buildString } = await import(${JSON.stringify(new URL('string-builder.ts', import.meta.url).href)});
    const source = { string: '$1', parameters: [{ type: 'Timestamp', format: 'iso8601' }] };
    const context = { segment: { id: 1, name: '' }, audience: 1, timeZone: 'Asia/Tokyo' };
    const times = Array.from({ length: 24 }, (_, hour) => ${TIME} + hour * 3600 - 12 * 3600);
    console.log(JSON.stringify(times.map((time) => buildString(source, { ...context, time }))));`;
  const textsIn = (TZ: string) =>
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...process.env, TZ },
    }).toString();
  expect(textsIn('America/New_York')).toBe(textsIn('UTC'));
});

test('joins parts in their order; an unknown placeholder is empty, and two dollars become one', () => {
  const parameters = [
    { type: 'String', string: 'a' },
    { type: 'SegmentId' },
    { type: 'SegmentName' },
    { type: 'AudienceId' },
  ];
  const context = { segment: { id: 7, name: 'Gold' }, audience: 3, time: TIME, timeZone: 'UTC' };
  const source = { string: '$1-$2-$3-$4-$5-$0 $$', parameters } as Parameters<typeof buildString>[0];
  expect(buildString(source, context)).toBe('a-7-Gold-3-- $');
});
