import { expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import { maskRecords } from './masked-records.ts';

const fields = connectors.flatMap((connector) => connector.fields);

test('masks personal columns, unknown columns, and email addresses in every column', () => {
  const columns = ['event_name', 'em_1', 'Phone Number', 'note', 'n'].map((name) => ({ name, type: 'VARCHAR' }));
  const records = [
    ['checkout', 'anna@shop.example', '+49 30 1234', 'ask bo@shop.example', '12'],
    ['lead', null, '', 'none', '0'],
    ['Anna', '', '', '4915112345', 'true'],
  ];
  const [first, second, third] = maskRecords({ columns, records }, fields).records;
  expect(first).toEqual(['checkout', 'a•••@shop.example', '+•• •• ••••', expect.not.stringContaining('bo'), '12']);
  expect(second).toEqual(['lead', null, '', 'n•••', '0']);
  expect(third).toEqual(['A•••', '', '', '4•••••••••', 'true']);
});

test.each([
  ['12', true],
  ['-19.90', true],
  ['123456.5', true],
  ['false', true],
  // Latitudes and longitudes show where people live.
  ['52.5200066', false],
  ['-0.127', false],
  ['13.404954', false],
  ['1234567', false],
])('in an unknown column, %j stays readable: %j', (value, isReadable) => {
  const sample = { columns: [{ name: 'n', type: 'DOUBLE' }], records: [[value]] };
  expect(maskRecords(sample, fields).records[0]?.[0] === value).toBe(isReadable);
});
