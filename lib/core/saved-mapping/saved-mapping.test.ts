import { expect, test } from 'vitest';
import { connectorOf } from '../../connectors/registry.ts';
import { isSameMatching } from '../matching/same-matching.ts';
import { BY_NAME, type Matching } from '../record/plan.ts';
import { matchingOf } from './file-matching.ts';
import { mappingNameOf, type SavedMapping, similarityTo, similarMapping } from './saved-mapping.ts';

const SAVED: SavedMapping = {
  fingerprint: 'f',
  id: 1,
  name: 'Shop',
  connector: 'pinterest_conversion',
  updatedAt: 1,
  constants: {},
  reading: {},
  mapping: {
    Nr: 'event_id',
    Tag: { field: 'event_time', join: ['Zeit'] },
    Zeit: null,
    Art: 'event_name',
    Kanal: 'action_source',
    Mail: 'em',
    Notiz: null,
  },
  fixes: [{ kind: 'repair', column: 'Mail', repair: 'trim' }],
};
const HEADER = Object.keys(SAVED.mapping);

test.each<[header: readonly string[], similarity: number]>([
  [HEADER, 1],
  [HEADER.toReversed().map((name) => name.toUpperCase()), 1],
  [[...HEADER, '_error_code', ''], 1],
  [HEADER.filter((name) => name !== 'Notiz'), 1], // Ignored columns may be missing.
  [[...HEADER, 'Neu'], 1 / 2],
  [HEADER.filter((name) => name !== 'Mail'), 1 / 2],
  [['Nr', 'Tag', 'Zeit'], 0],
  [['Export', '', ''], 0],
])('the similarity of the header %j to the saved one is %d', (header, similarity) => {
  expect(similarityTo(header, SAVED)).toBe(similarity);
});

test('the most similar saved mapping is used, and among equally similar ones the newest', () => {
  const wider = { ...SAVED, id: 2, name: 'Wider', mapping: { ...SAVED.mapping, Neu: 'order_id' } };
  expect(similarMapping([...HEADER, 'Neu'], [SAVED, wider])?.name).toBe('Wider');
  expect(similarMapping([...HEADER, 'Other'], [SAVED, { ...SAVED, id: 3, name: 'Newer', updatedAt: 2 }])?.name).toBe(
    'Newer',
  );
  expect(similarMapping(['a', 'b'], [SAVED])).toBeUndefined();
});

test('columns take the spelling of the file, even if they are joined or repaired', () => {
  const found = similarMapping(
    HEADER.map((name) => name.toLowerCase()),
    [SAVED],
  );
  expect(found?.mapping).toMatchObject({ tag: { field: 'event_time', join: ['zeit'] }, mail: 'em' });
  expect(found?.fixes).toEqual([{ kind: 'repair', column: 'mail', repair: 'trim' }]);
});

test('a column whose joined column is missing feeds nothing, and a new column feeds what its name suggests', () => {
  const connector = connectorOf('pinterest_conversion');
  const header = [...HEADER.filter((name) => name !== 'Zeit'), 'Currency', 'em'];
  const found = similarMapping(header, [SAVED]);
  expect(found).toMatchObject({ added: ['Currency', 'em'], lost: ['Zeit'], mapping: { Tag: null } });
  const { mapping, plan } = matchingOf(connector, header, {}, found ?? null);
  // The column Mail already feeds em.
  expect(mapping).toMatchObject({ Currency: 'currency', em: null, Mail: 'em' });
  expect(plan.missing.map(({ name }) => name)).toEqual(['event_time']);
});

test('a saved mapping with a field in capitals stays in use when a column with the name of the field is added', () => {
  const saved = { ...SAVED, mapping: { ...SAVED.mapping, Mail: 'EM' } };
  const found = similarMapping([...HEADER, 'em'], [saved]) ?? null;
  const { mapping, savedMapping } = matchingOf(connectorOf('pinterest_conversion'), [...HEADER, 'em'], {}, found);
  expect(savedMapping?.name).toBe('Shop');
  expect(mapping).toMatchObject({ Mail: 'EM', em: null });
});

test('a mapping that takes the spelling of the file for its columns counts as unchanged', () => {
  const given = { mapping: { mail: 'em', NR: 'event_id' }, constants: {} } as const;
  const matching = matchingOf(connectorOf('pinterest_conversion'), HEADER, given, null);
  expect(matching.mapping).toEqual({ Mail: 'em', Nr: 'event_id' });
  expect(isSameMatching(matching, given)).toBe(true);
});

test.each<[one: Partial<Matching>, other: Partial<Matching>, isSame: boolean]>([
  [{ mapping: { Mail: 'EM' } }, { mapping: { Mail: 'em' } }, true],
  [{ mapping: { Mail: ['em', ' EM_1'] } }, { mapping: { mail: ['em', 'em_1'] } }, true],
  [{ mapping: { Mail: 'em' } }, { mapping: { Mail: 'em_1' } }, false],
  [{ constants: { EM: 'a@b.test' } }, { constants: { em: 'a@b.test' } }, true],
  [{ constants: { em: 'A@b.test' } }, { constants: { em: 'a@b.test' } }, false],
  [
    { mapping: { Tag: { field: 'event_time', join: ['Zeit', 'Ort'] } } },
    { mapping: { Tag: { field: 'event_time', join: ['ZEIT', 'ort'] } } },
    true,
  ],
  [
    { mapping: { Tag: { field: 'event_time', join: ['Zeit', 'Ort'] } } },
    { mapping: { Tag: { field: 'event_time', join: ['Ort', 'Zeit'] } } },
    false,
  ],
  [
    { mapping: { Art: { field: 'event_name', values: { Kauf: 'checkout' } } } },
    { mapping: { Art: { field: 'event_name', values: { ' KAUF': 'checkout' } } } },
    true,
  ],
  [
    { mapping: { Art: { field: 'event_name', values: { Kauf: 'checkout' } } } },
    { mapping: { Art: { field: 'event_name', values: { Kauf: null } } } },
    false,
  ],
])('%j and %j mean the same: %j', (one, other, isSame) => {
  expect(isSameMatching({ ...BY_NAME, ...one }, { ...BY_NAME, ...other })).toBe(isSame);
});

test.each([
  ['売上.csv.gz', '売上'],
  ['.csv', '.csv'],
  [`${'a'.repeat(99)}👩.csv`, 'a'.repeat(99)],
])('the default name of a mapping for the file %s is %s', (file, name) => {
  expect(mappingNameOf(file)).toBe(name);
});
