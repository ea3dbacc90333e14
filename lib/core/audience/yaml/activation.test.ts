import { expect, test } from 'vitest';
import { type ActivationSchedule, scheduleOf, timesOf } from './activation-schedule.ts';
import { contentOf, findingsOf } from './reading/findings.test-kit.ts';
import { isSameSegment } from './same-meaning.ts';
import { formatSegment, parseSegment } from './segment-file.ts';

const HEAD = 'name: a\nrule: {type: And, conditions: []}\nactivations:\n';
const activation = (lines: string) => `${HEAD}  - ${lines.replaceAll('\n', '\n    ')}\n`;
const NAMED = 'name: Daily\nconnection: main';
const withSchedule = (schedule: string) => activation(`${NAMED}\nall_columns: true\nschedule: ${schedule}`);
const withColumn = (column: string) => activation(`${NAMED}\ncolumns:\n  - ${column}`);
const withBehavior = (behavior: string) => activation(`${NAMED}\nbehaviors:\n  - ${behavior}`);
const read = (yaml: string) => contentOf(parseSegment(yaml, 'a.yml'));
const firstOf = (yaml: string) => read(yaml).activations[0];

const EVENTS = activation(`name: Orders to Pinterest
description: Every order
connection: Main account
columns:
  - email
  - {name: phone, visibility: clear}
  - {name: external_id, source: person}
  - name: event_name
    string: checkout
  - name: note
    string: "$1 of $2, $$5 on $3"
    parameters:
      - {type: String, string: VIP}
      - {type: SegmentName}
      - {type: Timestamp, format: YYYY-MM-DD}
schedule:
  type: weekly
  timezone: Asia/Tokyo
  repeat_unit: week
  repeat_frequency: 2
  repeat_sub_frequency: [3, 1]
  start_at: 2026-12-01T09:00:00
  end_on: 2027-05-31
connector_config:
  ad_account_id: "549755885175"
  test_event: true
notification:
  notify_on: [onFailure, onSuccess]
  email_recipients: [ops@example.com]
behaviors:
  - behavior_table: behavior_orders
    join_strategy: Top-N
    join_row: 10
    formatting: rows
    order_by: [{key: bought_at, order: descending}]
    columns: [bought_at, {name: value, source: total}]`);

test('reads an activation with every key', () => {
  expect(firstOf(EVENTS)).toEqual({
    name: 'Orders to Pinterest',
    description: 'Every order',
    connection: 'Main account',
    allColumns: false,
    columns: [
      { column: 'email', source: { column: 'email' } },
      { column: 'phone', source: { column: 'phone' } },
      { column: 'external_id', source: { column: 'person' } },
      { column: 'event_name', source: { string: 'checkout', parameters: [] } },
      {
        column: 'note',
        source: {
          string: '$1 of $2, $$5 on $3',
          parameters: [
            { type: 'String', string: 'VIP' },
            { type: 'SegmentName' },
            { type: 'Timestamp', format: 'YYYY-MM-DD' },
          ],
        },
      },
    ],
    behaviors: [
      {
        behaviorTableName: 'behavior_orders',
        joinStrategy: 'Top-N',
        joinRow: 10,
        formatting: 'rows',
        orderBy: [{ key: 'bought_at', order: 'descending' }],
        columns: [
          { column: 'bought_at', source: { column: 'bought_at' } },
          { column: 'value', source: { column: 'total' } },
        ],
      },
    ],
    schedule: {
      repeatUnit: 'week',
      repeatFrequency: 2,
      repeatSubFrequency: [1, 3],
      startAt: '2026-12-01T09:00:00',
      endOn: '2027-05-31',
      cron: null,
      timeZone: 'Asia/Tokyo',
    },
    connectorConfig: { ad_account_id: '549755885175', test_event: true },
    notification: { notifyOn: ['onSuccess', 'onFailure'], emailRecipients: ['ops@example.com'] },
  });
});

test('reads what it writes, and does not write defaults', () => {
  const written = formatSegment(read(EVENTS));
  expect(read(written)).toEqual(read(EVENTS));
  expect(formatSegment(read(activation(`${NAMED}\nall_columns: true`)))).toBe(
    'name: a\nkind: batch\nrule:\n  type: And\n  conditions: []\nactivations:\n  - name: Daily\n    connection: main\n    all_columns: true\n',
  );
});

const DAY: ActivationSchedule = {
  repeatUnit: 'day',
  repeatFrequency: 1,
  repeatSubFrequency: [],
  startAt: null,
  endOn: null,
  cron: null,
  timeZone: 'UTC',
};

test.each([
  ['', undefined],
  ['{type: none}', null],
  ['{repeat_unit: none}', null],
  ['{type: daily}', DAY],
  ['{repeat_unit: day}', DAY],
  ['{type: daily, repeat_unit: day, timezone: Asia/Tokyo}', { ...DAY, timeZone: 'Asia/Tokyo' }],
  ['{type: hourly, repeat_frequency: 6}', { ...DAY, repeatUnit: 'hour', repeatFrequency: 6 }],
  ['{repeat_unit: minute, repeat_frequency: 15}', { ...DAY, repeatUnit: 'minute', repeatFrequency: 15 }],
  ['{type: weekly, repeat_sub_frequency: [7, 1, 7]}', { ...DAY, repeatUnit: 'week', repeatSubFrequency: [1, 7] }],
  [
    '{type: daily, repeat_unit: week, repeat_frequency: 2, repeat_sub_frequency: [1, 3]}',
    { ...DAY, repeatUnit: 'week', repeatFrequency: 2, repeatSubFrequency: [1, 3] },
  ],
  ['{type: monthly}', { ...DAY, repeatUnit: 'month' }],
  ['{type: cron, cron: 0 9 * * 1}', { ...DAY, repeatUnit: 'cron', cron: '0 9 * * 1' }],
  ['{type: daily, start_at: 2026-12-01T09:30}', { ...DAY, startAt: '2026-12-01T09:30:00' }],
  [
    '{type: daily, timezone: America/Los_Angeles, start_at: "2026-12-01T09:00:00Z"}',
    { ...DAY, timeZone: 'America/Los_Angeles', startAt: '2026-12-01T01:00:00' },
  ],
  [
    '{repeat_unit: once, start_at: 2026-12-01T09:00:00+09:00}',
    { ...DAY, repeatUnit: 'once', startAt: '2026-12-01T00:00:00' },
  ],
])('reads the schedule "%s" as %j, also after writing it', (yaml, schedule) => {
  const content = read(withSchedule(yaml));
  expect(content.activations[0]?.schedule).toEqual(schedule);
  expect(read(formatSegment(content))).toEqual(content);
});

const S = 'activations.0.schedule';
const COLUMN = 'activations.0.columns.0';
const B = 'activations.0.behaviors.0';
const TABLE = 'behavior_table: behavior_x';

const REFUSED: readonly (readonly [yaml: string, ...findings: string[]])[] = [
  [`${HEAD}  welcome: {name: a}`, '4:3 type_wrong activations'],
  [activation('connection: main\nall_columns: true'), '4:5 activation_name_required activations.0.name'],
  [activation('name: a\nall_columns: true'), '4:5 input_required activations.0.connection'],
  [activation(NAMED), '4:5 columns_required activations.0.columns'],
  [activation(`${NAMED}\nall_columns: yes`), '6:18 type_wrong activations.0.all_columns'],
  [
    `${activation(`${NAMED}\nall_columns: true`)}  - {name: Daily, connection: m, all_columns: true}`,
    '7:12 activation_name_taken activations.1.name',
  ],
  [withColumn('{name: ssn, visibility: masked}'), `7:33 yaml_part_unsupported ${COLUMN}.visibility`],
  [withColumn('{name: a, functions: []}'), `7:19 yaml_part_unsupported ${COLUMN}.functions`],
  [withColumn('{source: a}'), `7:9 output_name_required ${COLUMN}.name`],
  [withColumn('a\n  - {name: a, source: b}'), '8:16 output_name_taken activations.0.columns.1.name'],
  [withColumn('{name: a, source: b, string: c}'), `7:27 yaml_keys_exclusive ${COLUMN}.source`],
  [withColumn('{name: a, parameters: []}'), `7:31 yaml_key_misplaced ${COLUMN}.parameters`],
  [withColumn('{name: a, string: $1}'), `7:27 string_part_missing ${COLUMN}.string`],
  [withColumn('{name: a, string: $0}'), `7:27 string_part_missing ${COLUMN}.string`],
  [withColumn('{name: a, string: b, parameters: [{type: SegmentId}]}'), `7:27 string_part_unused ${COLUMN}.string`],
  [
    withColumn('{name: a, string: $1, parameters: [{type: StageName}]}'),
    `7:51 string_part_unknown ${COLUMN}.parameters.0.type`,
  ],
  ...['X', 'YYYY [Q]Q', 'Do MMMM', 'DDD', 'YYYY-MM-DDTHH:mm:ss.x'].map(
    (format) =>
      [
        withColumn(`{name: a, string: $1, parameters: [{type: Timestamp, format: "${format}"}]}`),
        `7:70 time_pattern_unknown ${COLUMN}.parameters.0.format`,
      ] as const,
  ),
  [withSchedule('{timezone: UTC}'), `7:15 input_required ${S}.type`],
  [withSchedule('{type: yearly}'), `7:22 activation_schedule_type_unknown ${S}.type`],
  [withSchedule('{repeat_unit: year}'), `7:29 activation_repeat_unit_unknown ${S}.repeat_unit`],
  [withSchedule('{type: daily, repeat_unit: week}'), `7:42 schedule_contradiction ${S}.repeat_unit`],
  [withSchedule('{type: none, repeat_unit: day}'), `7:41 schedule_contradiction ${S}.repeat_unit`],
  [withSchedule('{type: daily, timezone: JST}'), `7:39 time_zone_unknown ${S}.timezone`],
  [
    withSchedule("{type: daily, timezone: Asia/Tokio, start_at: '2026-12-01T00:00:00Z'}"),
    `7:39 time_zone_unknown ${S}.timezone`,
  ],
  [withSchedule('{type: daily, repeat_sub_frequency: [1]}'), `7:51 yaml_key_misplaced ${S}.repeat_sub_frequency`],
  [withSchedule('{type: weekly, repeat_sub_frequency: [0]}'), `7:53 number_out_of_range ${S}.repeat_sub_frequency.0`],
  [withSchedule('{type: daily, cron: 0 1 * * *}'), `7:35 yaml_key_misplaced ${S}.cron`],
  [withSchedule('{type: cron}'), `7:15 input_required ${S}.cron`],
  [withSchedule('{repeat_unit: once}'), `7:15 input_required ${S}.start_at`],
  [withSchedule('{type: daily, start_at: tomorrow}'), `7:39 schedule_start_malformed ${S}.start_at`],
  [withSchedule('{type: daily, end_on: 2026-02-30}'), `7:37 schedule_end_malformed ${S}.end_on`],
  [
    withSchedule('{type: daily, start_at: 2026-03-02T00:00, end_on: 2026-03-01}'),
    `7:65 schedule_end_before_start ${S}.end_on`,
  ],
  [
    activation(`${NAMED}\nall_columns: true\nnotification: {notify_on: [never], email_recipients: [no-address]}`),
    '7:32 notification_event_unknown activations.0.notification.notify_on.0',
    '7:58 recipient_malformed activations.0.notification.email_recipients',
  ],
  [
    activation(`${NAMED}\nall_columns: true\nrun_after_journey_refresh: true`),
    '7:5 yaml_part_unsupported activations.0.run_after_journey_refresh',
  ],
  [
    activation(`${NAMED}\nall_columns: true\nactivation_template_id: 1`),
    '7:5 yaml_part_unsupported activations.0.activation_template_id',
  ],
  [activation(`${NAMED}\nall_columns: true\nbehavior: {}`), '7:5 yaml_part_unsupported activations.0.behavior'],
  [withBehavior(`{${TABLE}, join_strategy: Some, columns: [a]}`), `7:53 input_malformed ${B}.join_strategy`],
  [withBehavior(`{${TABLE}, join_strategy: First, columns: [a]}`), `7:9 behavior_order_required ${B}.order_by`],
  [withBehavior(`{${TABLE}, join_strategy: All, columns: []}`), `7:67 columns_required ${B}.columns`],
  [
    withBehavior(`{${TABLE}, join_strategy: Top-N, order_by: [{key: a}], columns: [a]}`),
    `7:9 behavior_rows_required ${B}.join_row`,
  ],
  [
    activation(`${NAMED}\nbehaviors:${`\n  - {${TABLE}, join_strategy: All, columns: [a]}`.repeat(5)}`),
    '7:7 behaviors_too_many activations.0.behaviors',
  ],
];

test.each(REFUSED)('refuses %j', (yaml, ...findings) => {
  expect(findingsOf(parseSegment(yaml, 'a.yml'))).toEqual(findings);
});

const START = '2026-12-02T09:30:00';

test.each<[ActivationSchedule, object]>([
  [DAY, { cron: null, repeat: { unit: 'day', every: 1, weekdays: [] } }],
  [
    { ...DAY, repeatUnit: 'week', repeatFrequency: 2, repeatSubFrequency: [1, 7], startAt: START, endOn: '2027-01-31' },
    { repeat: { unit: 'week', every: 2, weekdays: [1, 7] }, startAt: START, endOn: '2027-01-31' },
  ],
  [
    { ...DAY, repeatUnit: 'once', startAt: START },
    { repeat: { unit: 'once', every: 1, weekdays: [] }, startAt: START },
  ],
  [
    { ...DAY, repeatUnit: 'cron', cron: '@daily', endOn: '2027-01-31' },
    { cron: '@daily', repeat: null, endOn: '2027-01-31' },
  ],
])('%j is stored as %j, and written back', (schedule, times) => {
  expect(timesOf(schedule)).toMatchObject(times);
  expect(scheduleOf(timesOf(schedule))).toEqual(schedule);
});

test('recognizes activations that mean the same', () => {
  const same = (one: string, other: string) => isSameSegment(read(one), read(other));
  expect(same(withSchedule(''), withSchedule('{type: none}'))).toBe(true);
  expect(same(withSchedule('{type: daily}'), withSchedule('{repeat_unit: day}'))).toBe(true);
  expect(same(withSchedule('{type: daily}'), withSchedule('{type: hourly}'))).toBe(false);
  expect(same(withSchedule('{type: cron, cron: "@daily"}'), withSchedule('{type: cron, cron: 0 0 * * *}'))).toBe(true);
  expect(same(withSchedule('{type: daily}'), withSchedule('{type: daily, start_at: 2026-12-01T09:30}'))).toBe(false);
  expect(same(withSchedule('{type: daily}'), withSchedule('{type: daily, end_on: 2027-01-01}'))).toBe(false);
  const [a, b] = ['a', 'b'].map((name) => `  - {name: ${name}, connection: c, all_columns: true}\n`);
  expect(same(HEAD + a + b, HEAD + b + a)).toBe(true);
});
