import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepareEffects as effects } from '../../adapters/delivery/sha256.ts';
import { isLeftOut } from '../issue.ts';
import { createPrepare, type Prepared } from '../preparation/prepare.ts';
import { asWritten, oneOf, yesOrNo } from './clean.ts';
import type { FieldSpec, JsonObject } from './field.ts';
import type { Mapping } from './field-target.ts';
import { compilePlan } from './plan.ts';
import { rowOfCells } from './row.ts';

const WORDS = ['sale', 'visit'];

function field(name: string, facts: Partial<FieldSpec> = {}): FieldSpec {
  return {
    ...{ name, group: 'g', shape: 'single', type: 'string', path: [name], isRequired: false, isHashed: false },
    ...{ clean: asWritten, example: 'x' },
    ...facts,
  };
}

const FIELDS: readonly FieldSpec[] = [
  field('kind', { clean: oneOf(WORDS, 'kind_unknown'), matchValues: WORDS, isRequired: true }),
  field('order'),
  field('id'),
  field('first'),
  field('last'),
  field('tag', { shape: 'list' }),
];

function prepared(cells: Readonly<Record<string, string>>, mapping: Mapping, constants = {}): Prepared {
  const plan = compilePlan(FIELDS, Object.keys(cells), { mapping, constants });
  const prepare = createPrepare({ plan, rules: [], oncePerFile: new Set(), now: 1_790_000_000, effects });
  return prepare(rowOfCells(Object.values(cells)));
}

function eventOf(cells: Readonly<Record<string, string>>, mapping: Mapping): JsonObject {
  const { event, errors } = prepared({ Kind: 'sale', ...cells }, { Kind: 'kind', ...mapping });
  expect(errors).toEqual([]);
  const { kind: _, ...rest } = event;
  return rest;
}

describe('a column', () => {
  test('feeds several fields', () => {
    expect(eventOf({ No: ' 17 ' }, { No: ['order', 'id', 'tag_2'] })).toEqual({ order: '17', id: '17', tag: ['17'] });
  });

  test.each([
    ['21.11.2026', '14:05', '21.11.2026 14:05'],
    [' 21.11.2026 ', '', '21.11.2026'],
    ['\\N', '14:05', '14:05'],
    ['', '', undefined],
  ])('is joined to another column: %j and %j', (date, time, order) => {
    expect(eventOf({ Date: date, Time: time }, { Date: { field: 'order', join: ['time'] } })).toEqual(
      order === undefined ? {} : { order },
    );
  });

  test.each([
    ['Ada Lovelace', 'Ada', 'Lovelace'],
    ['Ada  Mary Lovelace', 'Ada', 'Lovelace'],
    ['Cher', 'Cher', undefined],
    ['', undefined, undefined],
  ])('is split into a first and a last part: %j', (name, first, last) => {
    const targets = [{ field: 'first', part: 1 } as const, { field: 'last', part: -1 } as const];
    expect(eventOf({ Name: name }, { Name: targets })).toEqual({
      ...(first !== undefined && { first }),
      ...(last !== undefined && { last }),
    });
  });

  test('is split at a separator, and empty parts count', () => {
    const part = (number: number) => ({ field: 'order', part: number, separator: ';' });
    expect(eventOf({ A: 'x; ;z' }, { A: part(3) })).toEqual({ order: 'z' });
    expect(eventOf({ A: 'x; ;z' }, { A: part(2) })).toEqual({});
  });

  test('that is joined to another column may contain further records, too', () => {
    const mapping = { Kind: 'kind', Date: { field: 'order', join: ['Time'] } };
    const plan = compilePlan(FIELDS, ['Kind', 'Date', 'Time'], { mapping, constants: {} });
    const prepare = createPrepare({ plan, rules: [], oncePerFile: new Set(), now: 0, effects });
    const { warnings } = prepare({ ...rowOfCells(['sale', 'today', '14:05\nsale,today,14:06']), endLine: 2 });
    expect(warnings).toEqual([{ severity: 'warning', code: 'line_break', column: 'Time', field: 'order' }]);
  });

  test('that is joined to another column is not ignored', () => {
    const mapping = { Kind: 'kind', Date: { field: 'order', join: ['Time'] } };
    expect(compilePlan(FIELDS, ['Kind', 'Date', 'Time', 'Rest'], { mapping, constants: {} }).ignored).toEqual(['Rest']);
  });
});

describe('matched values', () => {
  const mapping = { Kind: { field: 'kind', values: { Kauf: 'sale', Retoure: null, '': 'visit' } } } as const;

  test.each([
    ['Kauf', 'sale'],
    [' KAUF ', 'sale'],
    ['Visit', 'visit'],
    ['', 'visit'],
  ])('map %j to %s', (text, kind) => {
    expect(prepared({ Kind: text }, mapping)).toMatchObject({ event: { kind }, errors: [] });
  });

  test('leave the record out, and report nothing else about it', () => {
    const { errors, warnings } = prepared({ Kind: 'retoure', Id: '#REF!' }, mapping);
    expect(isLeftOut(errors)).toBe(true);
    expect(errors).toEqual([{ severity: 'error', code: 'value_left_out', column: 'Kind', field: 'kind' }]);
    expect(warnings).toEqual([]);
  });

  test('leave the warning that is given once per file to the next record', () => {
    const when = field('when', {
      clean(text, cell) {
        cell.warn('no_zone');
        return text;
      },
    });
    const plan = compilePlan([...FIELDS, when], ['Kind', 'When'], { mapping, constants: {} });
    const prepare = createPrepare({ plan, rules: [], oncePerFile: new Set(['no_zone']), now: 0, effects });
    const warnings = ['Retoure', 'Kauf', 'Kauf'].map((kind, index) => {
      return prepare({ ...rowOfCells([kind, `day ${index}`]), record: index + 1 }).warnings.map(({ code }) => code);
    });
    expect(warnings).toEqual([[], ['no_zone'], []]);
  });

  test('leave out only the value, if it is not required', () => {
    const other = field('other', { clean: oneOf(WORDS, 'kind_unknown'), matchValues: WORDS });
    const target = { field: 'other', values: { Firma: '', Kauf: 'sale' } };
    const plan = compilePlan([...FIELDS, other], ['kind', 'Word'], { mapping: { Word: target }, constants: {} });
    const prepare = createPrepare({ plan, rules: [], oncePerFile: new Set(), now: 0, effects });
    const [without, sale] = ['firma', 'Kauf'].map((word) => prepare(rowOfCells(['sale', word])));
    expect(without).toEqual({ event: { kind: 'sale' }, errors: [], warnings: [] });
    expect(sale?.event).toEqual({ kind: 'sale', other: 'sale' });
  });

  test('do not guess: a word that is not matched is an error of its record', () => {
    const { errors } = prepared({ Kind: 'Umtausch' }, mapping);
    expect(isLeftOut(errors)).toBe(false);
    expect(errors).toMatchObject([{ code: 'kind_unknown', column: 'Kind' }]);
  });
});

describe('a word in a column whose yes may mean the opposite', () => {
  const optOut = field('out', {
    type: 'boolean',
    hasAmbiguousYes: true,
    isOppositeIn: (column) => column === 'Consent',
    matchValues: ['yes', 'no'],
    clean: yesOrNo('out_unreadable'),
  });

  /** The code of the only issue, or else the event without its required field. */
  const read = (column: string, target: Mapping[string], word: string, others: Record<string, string> = {}) => {
    const header = ['kind', column, ...Object.keys(others)];
    const plan = compilePlan([...FIELDS, optOut], header, { mapping: { [column]: target ?? null }, constants: {} });
    const prepare = createPrepare({ plan, rules: [], oncePerFile: new Set(), now: 0, effects });
    const { event, errors } = prepare(rowOfCells(['sale', word, ...Object.values(others)]));
    const { kind: _, ...rest } = event;
    return errors.length === 0 ? rest : errors.map(({ code }) => code).join();
  };

  test.each<[values: Readonly<Record<string, string | null>>, word: string, result: string | object]>([
    [{ yes: 'no' }, 'YES', { out: false }],
    [{ yes: 'no' }, 'no', 'value_unmatched'],
    [{ yes: 'no' }, '0', 'value_unmatched'],
    [{ no: 'yes' }, 'true', 'value_unmatched'],
    [{ yes: 'no', no: 'yes' }, 'No', { out: true }],
    [{ yes: 'no', ja: 'no' }, 'nein', 'out_unreadable'],
    [{ yes: 'no' }, '', {}],
  ])('with the matches %j, %s gives %j', (values, word, result) => {
    for (const column of ['out', 'Consent']) expect(read(column, { field: 'out', values }, word)).toEqual(result);
  });

  test.each<[target: Mapping[string], word: string]>([
    ['out', 'no'],
    ['out', 'TRUE'],
    [{ field: 'out', values: { yes: 'yes' } }, 'no'],
    [{ field: 'out', values: { ja: 'no' } }, 'no'],
    [{ field: 'out', values: { yes: '' } }, 'no'],
    [{ field: 'out', values: { yes: null } }, 'no'],
    [{ field: 'out', part: 1 }, 'no'],
  ])('as %j, %s has its usual meaning unless the name of the column suggests the opposite', (target, word) => {
    for (const column of ['Out', 'LAT']) expect(read(column, target, word)).toEqual({ out: word === 'TRUE' });
    expect(read('Consent', target, word)).toBe('value_unmatched');
  });

  test('may mean the opposite if its column is joined to a column whose yes does', () => {
    const join = { field: 'out', join: ['Consent'] };
    expect(read('Out', join, '', { Consent: 'no' })).toBe('value_unmatched');
    expect(read('Out', { ...join, values: { no: 'yes' } }, '', { Consent: 'no' })).toEqual({ out: true });
  });
});

describe('a mapping', () => {
  test.each<[string, Mapping]>([
    ['mapping_column_unknown', { Kind: { field: 'kind', join: ['Nowhere'] } }],
    ['mapping_field_unknown', { Kind: ['kind', 'nothing'] }],
    ['mapping_field_twice', { Kind: ['kind', 'order'], Order: 'order' }],
    ['mapping_join_and_part', { Kind: { field: 'kind', join: ['Order'], part: 1 } }],
    ['input_malformed', { Kind: { field: 'kind', join: ['Order'], separator: '\ud83d' } }],
    ['mapping_values_unsupported', { Order: { field: 'order', values: { a: 'b' } } }],
    ['mapping_value_twice', { Kind: { field: 'kind', values: { Kauf: 'sale', kauf: 'visit' } } }],
    ['mapping_value_invalid', { Kind: { field: 'kind', values: { Kauf: 'bought' } } }],
    ['mapping_value_invalid', { Kind: { field: 'kind', values: { Kauf: '' } } }], // a required value
    ['mapping_unit_unsupported', { Kind: { field: 'kind', timezone: 'Asia/Tokyo' } }],
  ])('is refused with %s', (code, mapping) => {
    const compile = () => compilePlan(FIELDS, ['Kind', 'Order'], { mapping, constants: {} });
    expect(compile).toThrow(expect.objectContaining({ code }));
  });
});

test('once a word is matched, another word whose meaning depends on it has to be matched, too', () => {
  const sex = field('sex', { clean: oneOf(['f', 'm'], 'sex_unknown'), matchValues: ['f', 'm'] });
  const read = (values: Readonly<Record<string, string>>, word: string) => {
    const mapping: Mapping = { Sexo: { field: 'sex', values } };
    const all = [...FIELDS, { ...sex, otherMeanings: { m: { beside: ['h', 'v'], unless: ['f'] } } }];
    const plan = compilePlan(all, ['kind', 'Sexo'], { mapping, constants: {} });
    const prepare = createPrepare({ plan, rules: [], oncePerFile: new Set(), now: 0, effects });
    const { event, errors } = prepare(rowOfCells(['sale', word]));
    return errors.map(({ code }) => code).join() || event['sex'];
  };
  expect(read({ H: 'm' }, 'M')).toBe('value_unmatched');
  expect(read({ V: 'm' }, 'M')).toBe('value_unmatched');
  expect(read({ H: 'm', M: 'f' }, 'M')).toBe('f');
  expect(read({ H: 'm' }, 'f')).toBe('f');
  expect(read({ hombre: 'm' }, 'm')).toBe('m');
});

/** What a target means, written without the code under test. */
function readPlainly(cells: readonly string[], separator: string, part: number | undefined): string {
  const texts = cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && cell !== '\\N');
  if (part === undefined) return texts.join(separator).trim();
  const parts = separator === ' ' ? (texts[0] ?? '').split(/\s+/) : (texts[0] ?? '').split(separator);
  const index = part > 0 ? part - 1 : parts.length + part;
  return part < 0 && parts.length === 1 ? '' : (parts[index] ?? '').trim();
}

const text = fc.string({ unit: fc.constantFrom('a', 'B', '1', ' ', ';', '-'), maxLength: 12 });

test('any join, part and separator give what a plain reading gives', () => {
  const target = fc.record({
    separator: fc.constantFrom(' ', ';', '-', ', '),
    part: fc.option(fc.constantFrom(1, 2, 3, -1, -2), { nil: undefined }),
    joined: fc.boolean(),
  });
  fc.assert(
    fc.property(text, text, target, (one, other, { separator, part, joined }) => {
      const join = joined && part === undefined ? ['B'] : undefined;
      const { event } = prepared({ A: one, B: other }, { A: [{ field: 'order', join, part, separator }, 'id'] });
      const order = readPlainly(join ? [one, other] : [one], separator, part);
      expect(event['order'] ?? '').toBe(order);
      expect(event['id'] ?? '').toBe(one.trim());
    }),
  );
});

test('any matched values set the field of their record, in upper or lower case', () => {
  const values = fc.dictionary(
    fc.constantFrom('kauf', 'besuch', 'retoure', 'x'),
    fc.constantFrom('sale', 'visit', null),
  );
  fc.assert(
    fc.property(values, fc.constantFrom('Kauf', ' BESUCH', 'retoure ', 'x', 'sale'), (matched, cell) => {
      const { event, errors } = prepared({ Kind: cell }, { Kind: { field: 'kind', values: matched } });
      const key = cell.trim().toLowerCase();
      const expected = Object.hasOwn(matched, key) ? matched[key] : key === 'sale' ? 'sale' : undefined;
      expect(isLeftOut(errors)).toBe(expected === null);
      if (expected) expect(event).toEqual({ kind: expected });
      if (expected === undefined) expect(errors).toMatchObject([{ code: 'kind_unknown' }]);
    }),
  );
});

describe('an error of a joined value', () => {
  const DAY_AND_TIME = /^2026-\d\d-\d\d( \d\d:\d\d)?$/;
  const clean: FieldSpec['clean'] = (text, cell) => (DAY_AND_TIME.test(text) ? text : cell.error('when_unreadable'));
  const readAs = (facts: Partial<FieldSpec>, cells: Readonly<Record<string, string>>, join: string[]) => {
    const fields = [field('when', { clean, ...facts })];
    const [first = ''] = Object.keys(cells);
    const mapping = { [first]: { field: 'when', join } };
    const plan = compilePlan(fields, Object.keys(cells), { mapping, constants: {} });
    const prepare = createPrepare({ plan, rules: [], oncePerFile: new Set(), now: 1_790_000_000, effects });
    return prepare(rowOfCells(Object.values(cells))).errors.map(({ code, column }) => `${code} ${column}`);
  };
  const inTwoColumns = { first: [], second: [], completion: '12:00' };

  test.each<[cells: Record<string, string>, marked: string[]]>([
    [{ Date: '31 Nov', Time: '10:00' }, ['Date']],
    [{ Date: '2026-11-06', Time: 'noon' }, ['Time']],
    [{ Date: '', Time: '10:00' }, ['Date']],
    [{ Date: '31 Nov', Time: 'noon' }, ['Date']],
    [{ Date: '2026-11-06', Time: '10:00' }, []],
    [{ Date: '2026-11-06', Hour: '10', Minute: 'x' }, ['Hour', 'Minute']],
    [{ Date: '2026-11-06', Hour: '', Minute: 'x' }, ['Minute']],
  ])('belongs to the day if the day cannot be read, else to the other filled cells: %j', (cells, marked) => {
    const [, ...join] = Object.keys(cells);
    expect(readAs({ inTwoColumns }, cells, join)).toEqual(marked.map((column) => `when_unreadable ${column}`));
  });

  test.each<[cells: Record<string, string>, marked: string[]]>([
    [{ Date: '2026-11-06', Time: 'noon' }, ['Time']], // Without its second part, the text could be read.
    [{ Date: 'today', Time: 'noon' }, ['Date', 'Time']],
    [{ Date: '2026-11-06', Time: '10', More: '00' }, ['Date', 'Time', 'More']],
    [{ Date: 'today', Time: '' }, ['Date']],
  ])('belongs to the only cell without which the rest is readable, else to all filled cells: %j', (cells, marked) => {
    const [, ...join] = Object.keys(cells);
    expect(readAs({}, cells, join)).toEqual(marked.map((column) => `when_unreadable ${column}`));
  });

  test('belongs to the empty cells if a day alone cannot be read', () => {
    const dayWithTime: FieldSpec['clean'] = (text, cell) =>
      /\d\d:\d\d$/.test(text) ? text : cell.error('when_unreadable');
    const cells = { Date: '2026-11-06', Hour: '', Minute: '' };
    const errors = readAs({ inTwoColumns, clean: dayWithTime }, cells, ['Hour', 'Minute']);
    expect(errors).toEqual(['when_unreadable Hour', 'when_unreadable Minute']);
  });

  test('belongs to the column if all its cells are empty', () => {
    const cells = { Date: '', Time: '', Note: 'x' };
    expect(readAs({ isRequired: true }, cells, ['Time'])).toEqual(['required_missing Date']);
  });
});
