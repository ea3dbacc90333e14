import { expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import type { FieldTarget } from '../record/field-target.ts';
import { initialParts } from './initial-parts.ts';
import { ColumnCounter } from './profile-column.ts';

const fields = connectors.flatMap((connector) => connector.fields);

const NAMES = ['Anna Schäfer', 'Jörg Müller', 'Ida Weiß'];
const DATES = ['21.11.2026 14:05', '22.11.2026 09:00', '23.11.2026 10:10'];

test.each<[column: string, feeds: FieldTarget[], values: string[], expected: string]>([
  ['氏名', [], ['山田 太郎'], '" ": ln 1, fn after_first'],
  ['氏名', [{ field: 'ln' }], ['山田 太郎'], '" ": ln 1, fn after_first'],
  ['Kunde', [{ field: 'ln' }, { field: 'fn' }], NAMES, '" ": fn given_names, ln family_name'],
  ['Kunde', [{ field: 'ln_1' }], NAMES, '" ": fn given_names, ln_1 family_name'],
  ['Besteht aus', [], NAMES, '" ": fn given_names, ln family_name'],
  [
    'Kunde',
    [
      { field: 'fn', part: 2, separator: ';' },
      { field: 'ln', part: 1 },
    ],
    NAMES,
    '";": fn 2, ln 1',
  ],
  ['Wann', [], DATES, '" ":  1,  2'],
  ['Wann', [{ field: 'event_time' }], DATES, '" ": event_time 1,  2'],
  ['Ort', [{ field: 'ct' }, { field: 'country' }], ['Köln/DE'], '"/": ct 1, country 2'],
])('a split of %s, which feeds %j and has values such as %j, starts with %s', (column, targets, values, expected) => {
  const counter = new ColumnCounter(column, 100);
  for (const [index, value] of values.entries()) counter.add(value, index + 1);
  const found = initialParts(fields, { column, targets, values, profile: counter.profile });
  expect(`"${found.separator}": ${found.targets.map(({ field, part }) => `${field} ${part}`).join(', ')}`).toBe(
    expected,
  );
});
