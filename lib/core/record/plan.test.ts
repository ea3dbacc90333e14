import { describe, expect, test } from 'vitest';
import { UserError } from '../errors.ts';
import { asWritten } from './clean.ts';
import type { FieldSpec } from './field.ts';
import type { Mapping } from './field-target.ts';
import { type Constants, compilePlan, isKnownColumn } from './plan.ts';

const plain = {
  group: 'g',
  type: 'string',
  isHashed: false,
  isRequired: false,
  clean: asWritten,
  example: 'x',
} as const;
const fields: readonly FieldSpec[] = [
  { ...plain, name: 'id', shape: 'single', isRequired: true, path: ['id'] },
  { ...plain, name: 'em', shape: 'list', path: ['user', 'em'] },
  { ...plain, name: 'item_id', shape: 'item', path: ['items', 'id'] },
  { ...plain, name: 'item_name', shape: 'item', path: ['items', 'name'] },
];

/** The field and suffix of each mapped column. */
function feeds(header: readonly string[], mapping: Mapping = {}): string[] {
  return compilePlan(fields, header, { mapping, constants: {} }).columns.map(
    ({ column, field, suffix }) => `${column} → ${field.name} ${suffix}`,
  );
}

function refusal(header: readonly string[], mapping: Mapping = {}, constants: Constants = {}): Partial<UserError> {
  try {
    compilePlan(fields, header, { mapping, constants });
  } catch (error) {
    if (error instanceof UserError) return { code: error.code, params: error.params };
    throw error;
  }
  return {};
}

describe('matching columns by name', () => {
  test.each([
    ['id', 'id 0'],
    [' ID ', 'id 0'],
    ['\u00a0Em\u3000', 'em 0'],
    ['\u200bem\u0085', 'em 0'],
    ['="em"', 'em 0'],
    ['em_1', 'em 1'],
    ['EM_1', 'em 1'],
    ['em_10', 'em 10'],
    ['em_100', 'em 100'],
    ['item_id', 'item_id 0'],
    ['Item_Name_7', 'item_name 7'],
  ])('maps %j to %s', (column, expected) => {
    expect(feeds([column])).toEqual([`${column} → ${expected}`]);
    expect(isKnownColumn(fields)(column)).toBe(true);
  });

  test.each(['em_0', 'em_01', 'em_001', 'em_101', 'em_99999', 'em_-1', 'em_1.0', 'em_', 'em1', 'em_1_2', 'e m'])(
    'ignores %s',
    (column) => {
      expect(compilePlan(fields, [column])).toMatchObject({ columns: [], steps: [], ignored: [column] });
      expect(isKnownColumn(fields)(column)).toBe(false);
    },
  );

  test.each(['id_1', 'item_1_id', 'email', '__proto__', 'constructor', 'hasOwnProperty', '_record', '_error_code'])(
    'ignores %s, which is not in the table',
    (column) => {
      expect(compilePlan(fields, ['id', column])).toMatchObject({ ignored: [column], missing: [] });
    },
  );

  test('blank header cells are not listed as ignored', () => {
    expect(compilePlan(fields, ['', 'id', '  ', '\u3000', '\u200b', '=""'])).toMatchObject({
      ignored: [],
      missing: [],
    });
  });

  test('lists required fields without a column as missing', () => {
    const { missing } = compilePlan(fields, ['em', 'other']);
    expect(missing.map(({ name }) => name)).toEqual(['id']);
  });

  test('refuses two columns with the same name', () => {
    expect(refusal(['em', ' EM'])).toMatchObject({ code: 'mapping_field_twice' });
  });
});

describe('steps', () => {
  test('follow the order of the table and of suffixes, whatever the order of the columns', () => {
    const header = ['item_name_2', 'em_10', 'item_id_2', 'em_2', 'id', 'item_id', 'em', 'item_name_30'];
    const steps = compilePlan(fields, header).steps.map((step) => {
      if (step.kind === 'single') return step.source.column;
      if (step.kind === 'list') return step.sources.map(({ column }) => column);
      return step.items.map((item) => item.map(({ column }) => column));
    });
    expect(steps).toEqual([
      'id',
      ['em', 'em_2', 'em_10'],
      [['item_id'], ['item_id_2', 'item_name_2'], ['item_name_30']],
    ]);
  });
});

describe('a mapping', () => {
  test('matches column names trimmed, in upper or lower case', () => {
    expect(feeds(['My Mail', 'ID'], { ' my mail ': 'EM' })).toEqual(['My Mail → em 0', 'ID → id 0']);
    expect(feeds(['My Mail'], { '\u200bMy Mail\u0085': '\u200bem' })).toEqual(['My Mail → em 0']);
  });

  test('never maps a column without a name', () => {
    expect(feeds(['', 'id'], { '': 'em' })).toEqual(['id → id 0']);
  });

  test('maps the columns that it lists, and leaves the rest to matching by name', () => {
    expect(feeds(['E-mail', 'Order', 'em_2'], { 'E-mail': 'em', Order: ' ID ' })).toEqual([
      'E-mail → em 0',
      'Order → id 0',
      'em_2 → em 2',
    ]);
  });

  test('has priority over matching by name', () => {
    expect(feeds(['id', 'em'], { id: 'em', em: 'id' })).toEqual(['id → em 0', 'em → id 0']);
  });

  test('ignores a column mapped to null', () => {
    expect(compilePlan(fields, ['id', 'em'], { mapping: { em: null }, constants: {} })).toMatchObject({
      ignored: ['em'],
      missing: [],
    });
    expect(
      compilePlan(fields, ['id'], { mapping: { id: null }, constants: {} }).missing.map(({ name }) => name),
    ).toEqual(['id']);
  });

  test('to null frees the field for another column', () => {
    expect(feeds(['em', 'mail'], { em: null, mail: 'em' })).toEqual(['mail → em 0']);
  });

  test('may contain column names such as __proto__', () => {
    expect(feeds(['__proto__', 'id'], JSON.parse('{"__proto__":"em"}'))).toEqual(['__proto__ → em 0', 'id → id 0']);
  });

  test.each<[string, Mapping, object]>([
    ['an unknown column', { mail: 'em' }, { code: 'mapping_column_unknown', params: { column: 'mail' } }],
    ['an unknown column mapped to null', { mail: null }, { code: 'mapping_column_unknown' }],
    ['an unknown field', { x: 'email' }, { code: 'mapping_field_unknown', params: { column: 'x', field: 'email' } }],
    ['an empty field', { x: '' }, { code: 'mapping_field_unknown' }],
    ['a suffix out of bounds', { x: 'em_101' }, { code: 'mapping_field_unknown' }],
    ['a suffix on a single field', { x: 'id_1' }, { code: 'mapping_field_unknown' }],
    [
      'a field that another column matches by name',
      { x: 'id' },
      { code: 'mapping_field_twice', params: { field: 'id' } },
    ],
    [
      'one column twice',
      { x: 'em', y: 'em_1', ' X': null },
      { code: 'mapping_column_twice', params: { column: ' X', other: 'x' } },
    ],
    ['one field twice', { x: 'em_1', y: 'EM_1' }, { code: 'mapping_field_twice', params: { column: 'y', other: 'x' } }],
  ])('is refused with %s', (_, mapping, expected) => {
    expect(refusal(['x', 'y', 'id'], mapping)).toMatchObject(expected);
  });
});

describe('constants', () => {
  test('replace a column that the file lacks', () => {
    const constants = { em_1: 'a@mail.example', ID: '7' };
    const { columns, missing, ignored } = compilePlan(fields, ['em'], { mapping: {}, constants });
    expect(columns.map(({ column, field, suffix, constant }) => [column, field.name, suffix, constant])).toEqual([
      ['em', 'em', 0, undefined],
      ['em_1', 'em', 1, 'a@mail.example'],
      ['ID', 'id', 0, '7'],
    ]);
    expect({ missing, ignored }).toEqual({ missing: [], ignored: [] });
  });

  test('replace a column that the mapping ignores', () => {
    const matching = { mapping: { id: null }, constants: { id: '7' } };
    expect(compilePlan(fields, ['id'], matching)).toMatchObject({ ignored: ['id'], missing: [] });
  });

  test.each<[string, Constants, object]>([
    ['for an unknown field', { email: 'x' }, { code: 'constant_field_unknown', params: { field: 'email' } }],
    ['empty', { em: ' ' }, { code: 'constant_empty', params: { field: 'em' } }],
    ['the NULL of a database', { em: '\\N' }, { code: 'constant_empty' }],
    ['malformed by a lone surrogate', { em: 'A\ud83d' }, { code: 'input_malformed', params: { field: 'em' } }],
    ['for a field with a column', { id: '7' }, { code: 'mapping_field_twice', params: { column: 'id' } }],
  ])('are refused if one is %s', (_, constants, expected) => {
    expect(refusal(['id'], {}, constants)).toMatchObject(expected);
  });
});
