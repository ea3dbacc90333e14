import { describe, expect, test } from 'vitest';
import { getFileConnector } from '../../../connectors/file-connector.ts';
import type { BuiltTables } from '../build.ts';
import type { ActivationBehavior, ActivationOutput, StringParameter } from './activation.ts';
import { applyQuickFix } from './apply-quick-fix.ts';
import { partsOf, stringOf } from './built-string.ts';
import { activationCompatibility } from './compatibility.ts';

const BUILD: BuiltTables = [
  {
    table: 'customers',
    name: 'customers',
    timeColumn: null,
    columns: [
      { name: 'email', type: 'string', group: '' },
      { name: 'loyalty_tier', type: 'string', group: '' },
      { name: 'tags', type: 'string_array', group: '' },
      { name: 'born_on', type: 'date', group: '' },
    ],
  },
  {
    table: 'behavior_page_views',
    name: 'Page views',
    timeColumn: 'viewed_at',
    columns: [
      { name: 'view_id', type: 'string', group: '' },
      { name: 'viewed_at', type: 'timestamp', group: '' },
      { name: 'page_url', type: 'string', group: '' },
    ],
  },
  {
    table: 'behavior_orders',
    name: 'Orders',
    timeColumn: null,
    columns: [
      { name: 'product_id', type: 'string', group: '' },
      { name: 'order_id', type: 'string', group: '' },
      { name: 'ordered_at', type: 'timestamp', group: '' },
    ],
  },
];

const column = (name: string, source = name) => ({ column: name, source: { column: source } });
const string = (name: string, ...parts: StringParameter[]) => ({ column: name, source: stringOf(parts) });
const text = (name: string, value: string) => string(name, { type: 'String', string: value });
const views = (
  columns: ActivationBehavior['columns'],
  changes: Partial<ActivationBehavior> = {},
): ActivationBehavior => ({
  behaviorTableName: 'behavior_page_views',
  joinStrategy: 'All',
  formatting: 'rows',
  orderBy: [],
  columns,
  ...changes,
});

const lastView = (columns: ActivationBehavior['columns']) =>
  views(columns, { joinStrategy: 'Last', orderBy: [{ key: 'viewed_at', order: 'ascending' }] });

const COMPLETE: ActivationOutput = {
  allColumns: false,
  columns: [text('event_name', 'page_visit'), text('action_source', 'web'), column('em', 'email')],
  behaviors: [views([column('event_id', 'view_id'), column('event_time', 'viewed_at')])],
};

const AS_COLUMNS = [
  views([column('event_id', 'view_id'), column('event_time', 'viewed_at')], {
    joinStrategy: 'Top-N',
    joinRow: 2,
    formatting: 'cols',
    orderBy: [{ key: 'viewed_at', order: 'descending' }],
  }),
];

function check(changes: Partial<ActivationOutput> = {}) {
  return activationCompatibility(
    { ...COMPLETE, ...changes },
    {
      connector: getFileConnector(),
      tables: BUILD,
      context: { segment: { id: 7, name: 'Lapsed' }, audience: 1, time: 1_795_000_000, timeZone: 'UTC' },
    },
  );
}

const withColumns = (...columns: ActivationOutput['columns']) => ({ columns: [...COMPLETE.columns, ...columns] });
const withTime = (...parts: StringParameter[]) => ({
  columns: [...COMPLETE.columns, string('event_time', ...parts)],
  behaviors: [views([column('event_id', 'view_id')])],
});
const VIEW_ID = { kind: 'column', name: 'event_id', table: 'behavior_page_views', column: 'view_id' };
const VIEWED_AT = { kind: 'column', name: 'event_time', table: 'behavior_page_views', column: 'viewed_at' };

test('a complete output has no findings', () => {
  expect(check()).toMatchObject({
    missing: [],
    same: [],
    runTimes: [],
    invalid: [],
    numbered: [],
    ignored: [],
    unknown: [],
    hints: [],
    identifiers: { found: true, fix: null },
    hashed: ['em'],
    complete: ['event_name', 'action_source', 'event_time', 'event_id', 'em'],
  });
});

test.each<[string, Partial<ActivationOutput>, object]>([
  [
    'names missing fields, each with a fitting column of a behavior or a built string',
    { columns: [column('em', 'email')], behaviors: [] },
    {
      missing: [
        { field: 'event_name', fix: { kind: 'string', name: 'event_name' } },
        { field: 'action_source', fix: { kind: 'string', name: 'action_source' } },
        { field: 'event_time', fix: VIEWED_AT },
        { field: 'event_id', fix: VIEW_ID },
      ],
    },
  ],
  [
    'uses order_id as the id of an event, although it is a field itself',
    { behaviors: [{ ...views([column('event_time', 'ordered_at')]), behaviorTableName: 'behavior_orders' }] },
    { missing: [{ field: 'event_id', fix: { kind: 'column', column: 'order_id', path: null } }] },
  ],
  [
    'names a missing identifier',
    { columns: COMPLETE.columns.slice(0, 2) },
    { identifiers: { found: false, fix: { kind: 'column', name: 'em', table: 'customers', column: 'email' } } },
  ],
  [
    'a built string as id is the same in every row',
    {
      columns: [...COMPLETE.columns, text('event_id', 'autumn')],
      behaviors: [views([column('event_time', 'viewed_at')])],
    },
    { same: [{ column: 'event_id', of: 'all', fix: VIEW_ID }], missing: [] },
  ],
  [
    'an attribute as id is the same in all rows of a customer',
    {
      columns: [...COMPLETE.columns, column('event_id', 'loyalty_tier')],
      behaviors: [views([column('event_time', 'viewed_at')])],
    },
    { same: [{ column: 'event_id', of: 'customer', fix: VIEW_ID }] },
  ],
  [
    'an attribute as id is enough if each customer has one row',
    {
      columns: [...COMPLETE.columns, column('event_id', 'loyalty_tier')],
      behaviors: [
        views([column('event_time', 'viewed_at')], {
          joinStrategy: 'Last',
          orderBy: [{ key: 'viewed_at', order: 'ascending' }],
        }),
      ],
    },
    { same: [] },
  ],
  [
    'an id from the last row is the same in all rows of a customer',
    { behaviors: [lastView([column('event_id', 'view_id')]), views([column('event_time', 'viewed_at')])] },
    { same: [{ column: 'event_id', of: 'customer', fix: VIEW_ID }] },
  ],
  [
    'a Timestamp is the time of the run',
    withTime({ type: 'Timestamp', format: 'unix' }),
    { runTimes: [{ column: 'event_time', fix: VIEWED_AT }], invalid: [] },
  ],
  [
    'a Timestamp in a pattern that the field cannot read is invalid',
    withTime({ type: 'Timestamp', format: 'DD.MM.YYYY' }),
    { invalid: [{ column: 'event_time', code: 'event_time_unreadable', params: {} }] },
  ],
  [
    'an empty string is invalid',
    withColumns(text('partner_name', ' ')),
    { invalid: [{ column: 'partner_name', code: null, params: {} }] },
  ],
  [
    'a string that is not one of the choices is invalid',
    { columns: [text('event_name', 'visits'), ...COMPLETE.columns.slice(1)] },
    { invalid: [{ column: 'event_name', code: 'event_name_unknown' }] },
  ],
  [
    'a column that is not a field can be removed',
    withColumns(column('loyalty_tier')),
    { ignored: [{ column: 'loyalty_tier', rename: null, remove: { kind: 'remove', path: 'columns.3' } }] },
  ],
  [
    'a column named by an alias of a field can be renamed',
    { columns: [...COMPLETE.columns.slice(0, 2), column('email')] },
    { ignored: [{ column: 'email', rename: { kind: 'rename', path: 'columns.2', name: 'em' } }] },
  ],
  [
    'columns that Export All Columns adds cannot be removed',
    { allColumns: true, columns: COMPLETE.columns },
    { ignored: [{ column: 'email', rename: null, remove: null }, { column: 'loyalty_tier' }, { column: 'tags' }, {}] },
  ],
  ['names a column that the build lacks', withColumns(column('em_2', 'mail')), { unknown: ['mail'] }],
  [
    'types get the same hints as in a query',
    withColumns(column('em_2', 'tags'), column('click_id', 'tags'), column('db', 'born_on')),
    {
      hints: [
        { column: 'em_2', hint: 'list' },
        { column: 'click_id', hint: 'nested' },
      ],
    },
  ],
  ['checks a repeated name once', withColumns(column('EM', 'tags')), { hashed: ['em'], hints: [] }],
  [
    'numbered columns feed numbered fields',
    {
      behaviors: [
        ...COMPLETE.behaviors,
        views([column('em', 'page_url')], { joinStrategy: 'Top-N', joinRow: 2, formatting: 'cols' }),
      ],
    },
    { hashed: ['em', 'em_1', 'em_2'] },
  ],
  [
    'a behavior with numbered columns is one finding, with the fields that its columns would feed as rows',
    { behaviors: AS_COLUMNS },
    {
      numbered: [
        {
          behavior: 0,
          table: 'behavior_page_views',
          fields: ['event_time', 'event_id'],
          columns: ['event_id_1', 'event_id_2', 'event_time_1', 'event_time_2'],
          fix: { kind: 'rows', behavior: 0 },
        },
      ],
      ignored: [],
    },
  ],
  [
    'numbered columns cannot become rows if another behavior already gives several rows of a customer',
    { behaviors: [...COMPLETE.behaviors, ...AS_COLUMNS] },
    { numbered: [{ behavior: 1, fields: [], fix: null }] },
  ],
  [
    'names once a column that the build lacks, even if it would become several numbered columns',
    {
      behaviors: [
        views([column('em', 'referrer')], { joinStrategy: 'Top-N', joinRow: 2, formatting: 'cols' }),
        views([column('em_9', 'referrer')]),
      ],
    },
    { unknown: ['referrer'] },
  ],
])('%s', (_, changes, expected) => {
  expect(check(changes)).toMatchObject(expected);
});

describe('fixes', () => {
  const withFirstFix = (output: ActivationOutput) => {
    const { missing, same, runTimes, ignored } = check(output);
    const fixable = [...missing, ...same, ...runTimes, ...ignored.map(({ remove }) => ({ fix: remove }))];
    const [fix] = fixable.flatMap((each) => each.fix ?? []);
    return fix ? applyQuickFix(output, fix, BUILD) : output;
  };

  test('complete an output when applied one after the other', () => {
    let output: ActivationOutput = {
      allColumns: false,
      columns: [column('em', 'email'), text('event_id', 'autumn'), column('loyalty_tier')],
      behaviors: [],
    };
    for (let fixes = 0; fixes < 10; fixes += 1) output = withFirstFix(output);
    expect(output).toMatchObject({
      columns: [column('em', 'email'), text('event_name', ''), text('action_source', '')],
      behaviors: [
        views(
          [column('event_time', 'viewed_at'), column('event_id', 'view_id')].map((each) =>
            expect.objectContaining(each),
          ),
          { joinStrategy: 'Last', orderBy: [{ key: 'viewed_at', order: 'ascending' }] },
        ),
      ],
    });
  });

  test('turn numbered columns into rows', () => {
    const output = { ...COMPLETE, behaviors: AS_COLUMNS };
    const [numbered] = check(output).numbered;
    const fixed = numbered?.fix && applyQuickFix(output, numbered.fix, BUILD);
    expect(fixed && check(fixed)).toMatchObject({ numbered: [], missing: [], ignored: [] });
  });

  test('add a column to one of two behaviors of a table: the one with several rows of a customer', () => {
    const behaviors = [lastView([column('event_time', 'viewed_at')]), views([column('page_url')])];
    const output = { ...COMPLETE, behaviors };
    const [missing] = check(output).missing;
    expect(missing?.fix).toMatchObject(VIEW_ID);
    const fixed = missing?.fix && applyQuickFix(output, missing.fix, BUILD);
    expect(fixed?.behaviors.map(({ columns }) => columns.map(({ column: name }) => name))).toEqual([
      ['event_time'],
      ['page_url', 'event_id'],
    ]);
  });

  test('use all rows of a behavior without a time, which has no newest row', () => {
    const [, , orders] = BUILD;
    const build = [{ ...orders, columns: [] }] as unknown as BuiltTables;
    const fix = { kind: 'column', name: 'event_id', path: null, table: 'behavior_orders', column: 'order_id' } as const;
    expect(applyQuickFix({ ...COMPLETE, behaviors: [] }, fix, build).behaviors).toMatchObject([
      { joinStrategy: 'All', orderBy: [] },
    ]);
  });

  test('rename and remove columns of a behavior', () => {
    const output = { ...COMPLETE, behaviors: [views([column('view_id'), column('viewed_at')])] };
    const renamed = applyQuickFix(output, { kind: 'rename', path: 'behaviors.0.columns.1', name: 'event_time' }, BUILD);
    expect(renamed.behaviors[0]?.columns[1]).toEqual(column('event_time', 'viewed_at'));
    expect(
      applyQuickFix(renamed, { kind: 'remove', path: 'behaviors.0.columns.0' }, BUILD).behaviors[0]?.columns,
    ).toHaveLength(1);
  });

  test('rename a column whose name is not a field, and replace the column that has the name of the field', () => {
    const output = { ...COMPLETE, columns: [text('event_id', 'x')], behaviors: [views([column('view_id')])] };
    const [same] = check(output).same;
    expect(same?.fix).toMatchObject({ ...VIEW_ID, path: 'behaviors.0.columns.0' });
    const fixed = same?.fix && applyQuickFix(output, same.fix, BUILD);
    expect(fixed).toMatchObject({ columns: [], behaviors: [views([column('event_id', 'view_id')])] });
  });
});

test.each<[string, StringParameter[], StringParameter[]]>([
  [
    '$1$2',
    [{ type: 'String', string: 'a-' }, { type: 'SegmentId' }],
    [{ type: 'String', string: 'a-' }, { type: 'SegmentId' }],
  ],
  ['a-$1', [{ type: 'SegmentId' }], [{ type: 'String', string: 'a-' }, { type: 'SegmentId' }]],
  [
    '$2 of $1$$',
    [{ type: 'AudienceId' }, { type: 'SegmentName' }],
    [
      { type: 'SegmentName' },
      { type: 'String', string: ' of ' },
      { type: 'AudienceId' },
      { type: 'String', string: '$' },
    ],
  ],
  ['plain', [], [{ type: 'String', string: 'plain' }]],
  ['', [], []],
])('splits the built string %s into its parts, and joins them again', (string, parameters, parts) => {
  expect(partsOf({ string, parameters })).toEqual(parts);
  expect(partsOf(stringOf(parts))).toEqual(parts);
});
