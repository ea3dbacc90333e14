import { expect, test } from 'vitest';
import { INITIAL_SCHEDULE } from '../../schedule/schedule.ts';
import type { ParentSegment } from '../parent-segment.ts';
import { formatParentSegment, parseParentSegment } from './parent-segment-file.ts';
import { contentOf, findingsOf } from './reading/findings.test-kit.ts';
import { isSameParentSegment } from './same-meaning.ts';

const SHOP = `# What the shop knows about its customers
name: "Shop 360"
master:
  database: shop
  table: people
  key: person
  filters:
    - column: status
      values: [active, 1, true]
  columns:
    - column: age
      type: number
schedule:
  type: daily
  time: "03:00:00"
  timezone: "America/Los_Angeles"
attributes:
  - name: "Profile"
    source:
      database: shop
      table: profiles
    join:
      parent_key: person
      child_key: owner
    columns:
      - column: lvl
        name: level
        type: number
        group: Loyalty
      - city
behaviors:
  - name: "Purchases"
    source: {database: shop, table: orders}
    join: {parent_key: person, child_key: buyer}
    time_column: bought
    columns: [{column: amount, type: number}, {column: bought, type: timestamp}]
`;

test("reads TD's keys and ours: parent_key is the master's column, child_key the joined table's", () => {
  expect(contentOf(parseParentSegment(SHOP, 'shop.yml'))).toEqual({
    name: 'Shop 360',
    description: '',
    engine: 'duckdb',
    timeZone: 'America/Los_Angeles',
    master: {
      database: 'shop',
      table: 'people',
      key: 'person',
      filters: [{ column: 'status', values: ['active', '1', 'true'] }],
      columns: [{ column: 'age', name: 'age', type: 'number' }],
    },
    schedule: { cron: '0 3 * * *', timeZone: 'America/Los_Angeles' },
    attributes: [
      {
        name: 'Profile',
        source: { database: 'shop', table: 'profiles' },
        join: { parentKey: 'person', childKey: 'owner' },
        columns: [
          { column: 'lvl', name: 'level', type: 'number', group: 'Loyalty' },
          { column: 'city', name: 'city' },
        ],
      },
    ],
    behaviors: [
      {
        name: 'Purchases',
        source: { database: 'shop', table: 'orders' },
        join: { parentKey: 'person', childKey: 'buyer' },
        timeColumn: 'bought',
        columns: [
          { column: 'amount', name: 'amount', type: 'number' },
          { column: 'bought', name: 'bought', type: 'timestamp' },
        ],
      },
    ],
  });
});

test("writes TD's keys in TD's order, without defaults", () => {
  const written = formatParentSegment(contentOf(parseParentSegment(SHOP, 'shop.yml')));
  expect(written.split('\n').filter((line) => /^\w/.test(line))).toEqual([
    'name: Shop 360',
    'master:',
    'schedule:',
    'attributes:',
    'behaviors:',
  ]);
  expect(written).toContain('  - name: Purchases\n    source:\n      database: shop\n      table: orders\n    join:\n');
  expect(written).toContain('      parent_key: person\n      child_key: buyer\n    time_column: bought\n');
});

const BASE = 'name: a\nmaster: {database: d, table: t}\n';

test.each([
  ['', undefined],
  ['schedule: {type: none}', null],
  ['schedule: {type: none, timezone: Asia/Tokyo}', null],
  ['schedule: {type: hourly}', { cron: '@hourly', timeZone: 'UTC' }],
  ['schedule: {type: daily}', { cron: '@daily', timeZone: 'UTC' }],
  ['schedule: {type: daily, time: 07:30}', { cron: '30 7 * * *', timeZone: 'UTC' }],
  ['schedule: {type: weekly, time: "03:00:00"}', { cron: '0 3 * * 1', timeZone: 'UTC' }],
  ['schedule: {type: weekly, timezone: Asia/Tokyo}', { cron: '0 0 * * 1', timeZone: 'Asia/Tokyo' }],
  ['schedule: {type: cron, cron: "*/5 1 * * 1-5"}', { cron: '*/5 1 * * 1-5', timeZone: 'UTC' }],
])('reads the schedule of "%s" as %j, also after writing it', (yaml, schedule) => {
  const content = contentOf(parseParentSegment(BASE + yaml, 'a.yml'));
  expect(content.schedule).toEqual(schedule);
  expect(contentOf(parseParentSegment(formatParentSegment(content), 'a.yml'))).toEqual(content);
});

const TABLE = 'name: T, source: {database: d, table: t}, join: {parent_key: a, child_key: b}';

const REFUSED: readonly (readonly [yaml: string, ...findings: string[]])[] = [
  ['', '1:1 yaml_mapping_expected'],
  ['- name: a', '1:1 yaml_mapping_expected'],
  ['name: a', '1:1 input_required master'],
  ['master: {database: d, table: t}', '1:1 parent_segment_name_required name'],
  ['name: a\nmaster: {database: d}', '2:9 table_required master.table'],
  [`${BASE}extra: 1`, '3:1 yaml_key_unknown extra'],
  [`${BASE}journeys: []`, '3:1 yaml_part_unsupported journeys'],
  [`${BASE}engine: hive`, '3:9 input_malformed engine'],
  [`${BASE}schedule: daily`, '3:11 type_wrong schedule'],
  [`${BASE}schedule:\n  type: monthly`, '4:9 schedule_type_unknown schedule.type'],
  [`${BASE}schedule:\n  type: hourly\n  time: 01:00`, '5:9 yaml_key_misplaced schedule.time'],
  [`${BASE}schedule:\n  type: daily\n  time: 01:00:30`, '5:9 schedule_time_malformed schedule.time'],
  [`${BASE}schedule:\n  type: daily\n  cron: 0 1 * * *`, '5:9 yaml_key_misplaced schedule.cron'],
  [`${BASE}schedule:\n  type: cron`, '4:3 input_required schedule.cron'],
  [`${BASE}schedule:\n  type: cron\n  cron: often`, '5:9 cron_malformed schedule.cron'],
  [`${BASE}schedule: {type: daily, timezone: PST}`, '3:35 time_zone_unknown schedule.timezone'],
  [
    'name: a\nmaster:\n  database: d\n  table: t\n  filters:\n    - {column: a, values: [1]}\n    - {column: b, values: []}',
    '7:27 filter_without_values master.filters.1.values',
  ],
  [
    'name: a\nmaster:\n  database: d\n  table: t\n  filters:\n    - {column: a, values: ["a\\0"]}',
    '6:28 input_malformed master.filters.0.values.0',
  ],
  [
    `${BASE}attributes:\n  - {${TABLE}, columns: [{column: a, type: text}]}`,
    `4:113 input_malformed attributes.0.columns.0.type`,
  ],
  [`${BASE}attributes:\n  - {${TABLE}, columns: []}`, '4:94 columns_required attributes.0.columns'],
  [
    `${BASE}attributes:\n  - {${TABLE}, columns: [a], time_column: a}`,
    '4:99 yaml_key_unknown attributes.0.time_column',
  ],
  [
    `${BASE}behaviors:\n  - {${TABLE}, columns: [{column: a, visibility: pii}]}`,
    '4:107 yaml_part_unsupported behaviors.0.columns.0.visibility',
  ],
  [
    `${BASE}behaviors:\n  - {${TABLE}, columns: [a]}\n  - {${TABLE.replace('T', 't')}, columns: [a]}`,
    '5:12 behavior_table_taken behaviors.1.name',
  ],
  ['name: a\nname: b', '2:1 yaml_key_repeated'],
  ['name: a\nmaster: {database: d', '2:21 yaml_malformed'],
  ['name: a\nmaster:\n\tdatabase: d', '3:1 yaml_tab'],
  ['name: &x a\nmaster: *x', '2:9 yaml_alias_unsupported'],
  ['name: !!binary aGk=', '1:7 yaml_tag_unsupported'],
  ['name: 9007199254740993', '1:7 yaml_number_inexact'],
  ['name: a\n---\nname: b', '2:1 yaml_documents'],
];

test.each(REFUSED)('refuses %j', (yaml, ...findings) => {
  expect(findingsOf(parseParentSegment(yaml, 'a.yml'))).toEqual(findings);
});

test('recognizes inexact numbers of any length', () => {
  const zeros = '0'.repeat(300_000);
  expect(findingsOf(parseParentSegment(`name: ${zeros}9007199254740993`, 'a.yml'))).toContain(
    '1:7 yaml_number_inexact',
  );
  expect(findingsOf(parseParentSegment(`name: ${zeros}.5`, 'a.yml'))).not.toContain('1:7 yaml_number_inexact');
});

test.each([
  ['flow lists', `name: a\nmaster: ${'['.repeat(50_000)}`, '2:108 yaml_too_deep'],
  ['lists in one line', `${'- '.repeat(50_000)}a`, '1:200 yaml_too_deep'],
  ['more than a million characters', `name: ${'a'.repeat(1_000_000)}`, '1:1 yaml_too_long'],
])('refuses %s before parsing', (_, yaml, finding) => {
  expect(findingsOf(parseParentSegment(yaml, 'a.yml'))).toEqual([finding]);
});

test('reports all findings of a file, each with the file and parameters', () => {
  const read = parseParentSegment(
    `nam: a\nmaster: {database: d}\nengine: hive\nschedule: {type: daily, time: 9}\n`,
    'x.yml',
  );
  expect(findingsOf(read).map((finding) => finding.split(' ', 2).join(' '))).toEqual([
    '1:1 yaml_key_unknown',
    '1:1 parent_segment_name_required',
    '2:9 table_required',
    '3:9 input_malformed',
    '4:31 schedule_time_malformed',
  ]);
  expect(read).toMatchObject({ findings: [{ file: 'x.yml', params: { name: 'nam', field: 'nam' } }, {}, {}, {}, {}] });
});

test('finds the position of a part of the content in the file', () => {
  const read = parseParentSegment(SHOP, 'shop.yml');
  if ('findings' in read) throw new Error('refused');
  expect(read.positionOf('/attributes/0/source/table')).toEqual({ line: 21, column: 14 });
  expect(read.positionOf('/attributes/0/columns/1/column')).toEqual({ line: 30, column: 9 });
  expect(read.positionOf('/behaviors/0/timeColumn')).toEqual({ line: 35, column: 18 });
  expect(read.positionOf('/behaviors/7')).toEqual({ line: 32, column: 3 });
});

test('reads files written by Windows editors', () => {
  const read = contentOf(parseParentSegment(`\ufeff${SHOP.replaceAll('\n', '\r\n')}`, 'shop.yml'));
  expect(read).toEqual(contentOf(parseParentSegment(SHOP, 'shop.yml')));
});

test('writes a stored parent segment, without the values that files do not contain', () => {
  const content = contentOf(parseParentSegment(SHOP, 'shop.yml'));
  const schedule = { ...INITIAL_SCHEDULE, ...content.schedule, nextAt: 1 };
  const stored: ParentSegment = { ...content, schedule, id: 1, createdAt: 2, updatedAt: 3 };
  expect(formatParentSegment(stored)).toBe(formatParentSegment(content));
  expect(isSameParentSegment(stored, content)).toBe(true);
});

test('recognizes files that mean the same', () => {
  const read = (yaml: string) => contentOf(parseParentSegment(BASE + yaml, 'a.yml'));
  const same = (one: string, other: string) => isSameParentSegment(read(one), read(other));
  expect(same('', 'schedule: {type: none}\ndescription: ""\nattributes: []')).toBe(true);
  expect(same('schedule: {type: daily}', 'schedule: {type: cron, cron: 0  0 * * *}')).toBe(true);
  expect(same('schedule: {type: daily}', 'schedule: {type: daily, time: 01:00}')).toBe(false);
  expect(same('', 'description: b')).toBe(false);
});
