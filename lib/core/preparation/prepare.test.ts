import { describe, expect, test } from 'vitest';
import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import { isLeftOut } from '../issue.ts';
import { asWritten } from '../record/clean.ts';
import type { Clean, FieldSpec } from '../record/field.ts';
import { compilePlan } from '../record/plan.ts';
import type { Row } from '../record/row.ts';
import { createPrepare, type Prepare } from './prepare.ts';
import type { RecordRule } from './prepare-options.ts';

const digits: Clean = (text) => text.replace(/\D/g, '');
const positive: Clean = (text, cell) => (/^\d+$/.test(text) ? Number(text) : cell.error('not_positive', { most: 9 }));
const noted: Clean = (text, cell) => {
  cell.warn('noted');
  return text;
};

const plain = {
  group: 'g',
  type: 'string',
  shape: 'single',
  isHashed: false,
  isRequired: false,
  example: 'x',
} as const;
const fields: readonly FieldSpec[] = [
  { ...plain, name: 'id', isRequired: true, clean: asWritten, path: ['id'] },
  { ...plain, name: 'note', clean: noted, path: ['note'] },
  { ...plain, name: 'deep', clean: asWritten, path: ['a', 'b', 'deep'] },
  {
    ...plain,
    name: 'secret',
    shape: 'list',
    isHashed: true,
    clean: (text) => text.toLowerCase(),
    path: ['a', 'secret'],
  },
  { ...plain, name: 'phone', shape: 'list', isHashed: true, clean: digits, path: ['a', 'phone'] },
  { ...plain, name: 'tag', shape: 'list', clean: asWritten, path: ['tags'] },
  { ...plain, name: 'item_id', shape: 'item', clean: asWritten, path: ['items', 'id'] },
  { ...plain, name: 'item_count', shape: 'item', clean: positive, path: ['items', 'count'] },
];

function rowOf(cells: readonly string[], otherMembers: Partial<Row> = {}): Row {
  return { record: 1, line: 2, start: 0, end: 9, endLine: 2, missingCells: 0, cells, ...otherMembers };
}

function prepareFor(
  header: readonly string[],
  rules: readonly RecordRule[] = [],
  oncePerFile: string[] = [],
  firstWarnedAt = new Map<string, number>(),
): Prepare {
  return createPrepare({
    plan: compilePlan(fields, header),
    rules,
    oncePerFile: new Set(oncePerFile),
    firstWarnedAt,
    now: 0,
    effects: prepareEffects,
  });
}

/** What a record of these cells and a valid id becomes. */
function prepared(cells: Record<string, string>) {
  const record = { id: '1', ...cells };
  return prepareFor(Object.keys(record))(rowOf(Object.values(record)));
}

const A = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb';
const B = '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d';
const HASH_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('missing cells', () => {
  test.each(['', ' ', '\\N', ' \\N\u3000', '\u00a0'])('%j adds nothing to the event', (cell) => {
    const columns = ['note', 'deep', 'secret', 'secret_1', 'tag', 'item_id', 'item_count_3'];
    expect(prepared(Object.fromEntries(columns.map((column) => [column, cell])))).toEqual({
      event: { id: '1' },
      errors: [],
      warnings: [],
    });
  });

  test('are an error if a value is required', () => {
    expect(prepared({ id: ' \\N ', deep: 'x' }).errors).toEqual([
      { severity: 'error', code: 'required_missing', column: 'id', field: 'id' },
    ]);
  });

  test('do not include NULL, nil and -, which are texts', () => {
    expect(prepared({ tag: 'NULL', tag_1: 'nil', tag_2: '-' }).event).toEqual({ id: '1', tags: ['NULL', 'nil', '-'] });
  });

  test('of a short row give one warning, without a column', () => {
    const short = rowOf(['1', '', ''], { missingCells: 2 });
    expect(prepareFor(['id', 'note', 'tag'])(short)).toEqual({
      event: { id: '1' },
      errors: [],
      warnings: [{ severity: 'warning', code: 'short_row', column: null, field: null, params: { missing: 2 } }],
    });
  });

  test('of a short row are an error if a value is required', () => {
    const { errors, warnings } = prepareFor(['deep', 'id'])(rowOf(['x', ''], { missingCells: 1 }));
    expect([...errors, ...warnings].map(({ code }) => code)).toEqual(['required_missing', 'short_row']);
  });
});

describe('hashing', () => {
  test.each([
    ['a text', 'a', [A]],
    ['a text that its rule changes', ' A ', [A]],
    ['a hash', A, [A]],
    ['a hash in upper case', ` ${A.toUpperCase()} `, [A]],
    ['a composed letter', '\u00e9', ['4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c']],
    ['the same letter decomposed', 'e\u0301', ['4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c']],
  ])('sends a SHA-256 hash for %s', (_, cell, secret) => {
    expect(prepared({ secret: cell }).event).toEqual({ id: '1', a: { secret } });
  });

  test('recognizes a hash before applying the rule', () => {
    expect(prepared({ phone: A.toUpperCase() }).event).toEqual({ id: '1', a: { phone: [A] } });
  });

  test.each([
    ['what a rule leaves empty', 'n/a'],
    ['the hash of nothing', HASH_OF_NOTHING],
    ['the hash of nothing in upper case', HASH_OF_NOTHING.toUpperCase()],
  ])('finds %s invalid', (_, cell) => {
    const { event, errors } = prepared({ phone_1: cell });
    expect(errors).toEqual([{ severity: 'error', code: 'nothing_left', column: 'phone_1', field: 'phone' }]);
    expect(event).toEqual({ id: '1' });
  });

  test('does not change values of unhashed fields that look like a hash', () => {
    expect(prepared({ deep: A.toUpperCase() }).event).toEqual({ id: '1', a: { b: { deep: A.toUpperCase() } } });
  });
});

describe('lists', () => {
  test('follow the numeric order of columns, without gaps', () => {
    expect(prepared({ tag_10: 'd', tag_2: 'c', tag_9: '', tag: 'b', tag_100: 'e' }).event).toMatchObject({
      tags: ['b', 'c', 'd', 'e'],
    });
  });

  test('keep the first of equal values', () => {
    expect(prepared({ tag: 'b', tag_1: 'a', tag_2: 'b', tag_3: ' a ' }).event).toMatchObject({ tags: ['b', 'a'] });
  });

  test('compare what is sent: a text and its hash are one value', () => {
    expect(prepared({ secret: 'A', secret_1: A.toUpperCase(), secret_2: 'b', secret_3: 'a' }).event).toMatchObject({
      a: { secret: [A, B] },
    });
  });

  test.each<[string, string, string[] | undefined]>([
    ['several values', '["b", "a"]', ['b', 'a']],
    ['values with blanks, missing values and repeats', ' [" b ", "", null, "\\\\N", "a", "b"] ', ['b', 'a']],
    ['values as Python writes them', "['b', None, 'a']", ['b', 'a']],
    ['a text that is no list in Python', "['b', a]", ["['b', a]"]],
    ['no values', '[]', undefined],
    ['nothing but a missing value', '[null]', undefined],
    ['one value with a comma', 'a,b', ['a,b']],
    ['a text that only begins like an array', '[b', ['[b']],
    ['a text in brackets', '[b, a]', ['[b, a]']],
    ['a text with quotes', '"b"', ['"b"']],
  ])('a cell may contain %s', (_, cell, tags) => {
    expect(prepared({ tag: cell })).toEqual({ event: { id: '1', ...(tags && { tags }) }, errors: [], warnings: [] });
  });

  test.each(['[1, 2]', '["a", 1]', '["a", ["b"]]', '[{}]', '[true]', '["\\ud800"]'])(
    'a JSON array with anything but texts is invalid: %s',
    (cell) => {
      expect(prepared({ secret_1: cell }).errors).toEqual([
        { severity: 'error', code: 'array_not_texts', column: 'secret_1', field: 'secret' },
      ]);
    },
  );

  test('have at most 100 values per cell', () => {
    const many = Array.from({ length: 101 }, (_, index) => `s${index}`);
    expect(prepared({ tag: JSON.stringify(many.slice(1)) }).event['tags']).toEqual(many.slice(1));
    expect(prepared({ tag: JSON.stringify(many) }).errors).toMatchObject([
      { code: 'array_too_long', column: 'tag', params: { max: 100 } },
    ]);
  });

  test('single and item columns do not read arrays', () => {
    expect(prepared({ deep: '["a"]', item_id: '["a"]' }).event).toEqual({
      id: '1',
      a: { b: { deep: '["a"]' } },
      items: [{ id: '["a"]' }],
    });
  });
});

describe('items', () => {
  test('are grouped by number, in numeric order, without gaps, and need no id', () => {
    const cells = {
      item_count_10: '3',
      item_id: 'a',
      item_count_2: '2',
      item_id_2: 'b',
      item_id_5: '',
      item_count: '1',
    };
    expect(prepared(cells).event['items']).toEqual([{ id: 'a', count: 1 }, { id: 'b', count: 2 }, { count: 3 }]);
  });

  test('keep duplicates', () => {
    expect(prepared({ item_id: 'a', item_id_1: 'a' }).event['items']).toEqual([{ id: 'a' }, { id: 'a' }]);
  });

  test('report the column, and the field without its number', () => {
    expect(prepared({ item_count_7: 'x' }).errors).toEqual([
      { severity: 'error', code: 'not_positive', column: 'item_count_7', field: 'item_count', params: { most: 9 } },
    ]);
  });
});

describe('issues', () => {
  test('are all reported, in the order of the table', () => {
    const { errors, warnings } = prepared({ phone: 'x', item_count: 'x', id: '', note: 'n', phone_2: '-' });
    expect(errors.map(({ column, code }) => `${column} ${code}`)).toEqual([
      'id required_missing',
      'phone nothing_left',
      'phone_2 nothing_left',
      'item_count not_positive',
    ]);
    expect(warnings).toEqual([{ severity: 'warning', code: 'noted', column: 'note', field: 'note' }]);
  });

  test("keep the file's own spelling of a column", () => {
    expect(prepared({ ' PHONE_1 ': '-' }).errors).toMatchObject([{ column: ' PHONE_1 ', field: 'phone' }]);
  });

  test('do not carry over to the next record', () => {
    const prepare = prepareFor(['id', 'tag']);
    const first = prepare(rowOf(['', 'a']));
    const second = prepare(rowOf(['2', '']));
    expect(first.errors).toHaveLength(1);
    expect(first.event).toEqual({ tags: ['a'] });
    expect(second).toEqual({ event: { id: '2' }, errors: [], warnings: [] });
  });

  test('that are given once per file belong to the first record with them', () => {
    const countsOf = (prepare: Prepare, notes: readonly string[], from: number) =>
      notes.map((note, i) => prepare(rowOf(['1', note], { record: from + i })).warnings.length);
    const firstWarnedAt = new Map<string, number>();
    const newPass = () => prepareFor(['id', 'note'], [], ['noted'], firstWarnedAt);
    expect(countsOf(newPass(), ['', 'n', 'n'], 1)).toEqual([0, 1, 0]);
    expect([...firstWarnedAt]).toEqual([['noted', 2]]);
    // A later pass over the same records, or from the middle on, reports the same record.
    expect(countsOf(newPass(), ['', 'n', 'n'], 1)).toEqual([0, 1, 0]);
    expect(countsOf(newPass(), ['n', 'n'], 3)).toEqual([0, 0]);
    expect(countsOf(prepareFor(['id', 'note'], [], ['noted']), ['n', 'n'], 3)).toEqual([1, 0]);
  });

  test('are reported once per cell', () => {
    const { errors } = prepared({ phone: '["x","y","0","z"]', phone_1: '["x","y"]' });
    expect(errors.map(({ column, code }) => `${column} ${code}`)).toEqual([
      'phone nothing_left',
      'phone_1 nothing_left',
    ]);
  });

  test.each([
    ['a\n2,b,c,d', true],
    ['a;b\n2;', false],
    ['a;b\n2;c;', true],
    ['two lines\nof text, with a comma', false],
    ['1,2,3,4', false],
  ])('warn about a multi-line value that may contain further records: %j', (value, isReported) => {
    const prepare = prepareFor(['id', 'Tag', '', 'ignored']);
    const warning = { severity: 'warning', code: 'line_break' };
    for (const [cells, column, field] of [
      [['1', value, '', ''], 'Tag', 'tag'],
      [['1', '', value, ''], null, null],
      [['1', '', '', value], 'ignored', null],
    ] as const)
      expect(prepare(rowOf([...cells], { endLine: 5 })).warnings).toEqual(
        isReported ? [{ ...warning, column, field }] : [],
      );
  });
});

describe('a row that is no record', () => {
  const prepare = prepareFor(['item_count', 'id', '', 'id (2)']);

  test.each<[cells: string[], code: string]>([
    [['', '', '', ''], 'row_blank'],
    [[' ', '\u3000', '\t', ''], 'row_blank'],
    [['\\N', '\\N', '\\N', ''], 'row_blank'],
    [['item_count', 'id', '', 'id'], 'header_repeated'],
    [[' ITEM_COUNT ', 'ID', '', 'id (2)'], 'header_repeated'],
  ])('is left out, with only the issue that says so: %j', (cells, code) => {
    const { errors, warnings } = prepare(rowOf(cells, { missingCells: 1 }));
    const issue = { severity: 'error', code, column: null, field: null };
    expect({ errors, warnings, isLeftOut: isLeftOut(errors) }).toEqual({
      errors: [issue],
      warnings: [],
      isLeftOut: true,
    });
  });

  test.each<[cells: string[], codes: string[]]>([
    [['', '', '', 'x'], ['required_missing']],
    [['item_count', '1', '', 'id'], ['not_positive']],
    [['item_count', 'id', 'x', 'id'], ['not_positive']],
    [['item_count', 'id', '', ''], ['not_positive']],
  ])('has nothing but blanks or names: %j does not', (cells, codes) => {
    expect(prepare(rowOf(cells)).errors.map(({ code }) => code)).toEqual(codes);
  });

  test('has an error: names of columns can be values', () => {
    expect(prepareFor(['id'])(rowOf(['id']))).toEqual({ event: { id: 'id' }, errors: [], warnings: [] });
  });
});

test('record rules get the event and errors, and report no column', () => {
  const rule: RecordRule = (event, errors) =>
    event.has('tag') || errors.length > 0 ? undefined : { code: 'tag_missing', field: 'tags' };
  const prepare = prepareFor(['id', 'tag'], [rule]);
  expect(prepare(rowOf(['1', 'a'])).errors).toEqual([]);
  expect(prepare(rowOf(['', 'x'])).errors.map(({ code }) => code)).toEqual(['required_missing']);
  expect(prepare(rowOf(['1', ''])).errors).toEqual([
    { severity: 'error', code: 'tag_missing', column: null, field: 'tags' },
  ]);
});

describe('a row that cannot be read', () => {
  test.each<[string, Row['fault'], string | null]>([
    ['as a whole', { code: 'record_too_large' }, null],
    ['in one cell', { code: 'bad_encoding', cell: 1 }, 'Tag'],
    ['in a cell of a column without a name', { code: 'bad_encoding', cell: 2 }, null],
    ['beyond the header', { code: 'too_many_cells', cell: 3 }, null],
  ])('%s has exactly one error', (_, fault, column) => {
    const row = rowOf(['', 'x'], { missingCells: 1, ...(fault && { fault }) });
    expect(prepareFor(['id', 'Tag', ''])(row)).toEqual({
      event: {},
      errors: [{ severity: 'error', code: fault?.code, column, field: null }],
      warnings: [],
    });
  });

  test('keeps the parameters of the reader', () => {
    const row = rowOf([], { fault: { code: 'unclosed_quote', params: { line: 7 } } });
    expect(prepareFor(['id'])(row).errors).toMatchObject([{ params: { line: 7 } }]);
  });
});
