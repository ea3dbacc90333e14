import { expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import { isPersonalColumn, maskRecords } from './masked-records.ts';

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

test('masks an email address that is encoded in a URL', () => {
  const columns = [{ name: 'event_source_url', type: 'VARCHAR' }];
  const [record] = maskRecords({ columns, records: [['shop.example/?e=ada%40mail.example']] }, fields).records;
  expect(record).toEqual(['s•••.•••••••/?•=•••%••••…']);
});

test.each([
  ['12', true],
  ['-19.90', true],
  ['123456.5', true],
  ['false', true],
  ['1234567', false],
  // Latitudes and longitudes show where people live.
  ['52.5200066', false],
  ['-0.127', false],
  ['13.404954', false],
])('in an unknown column, %j stays readable: %j', (value, isReadable) => {
  const sample = { columns: [{ name: 'n', type: 'DOUBLE' }], records: [[value]] };
  expect(maskRecords(sample, fields).records[0]?.[0] === value).toBe(isReadable);
});

test.each([
  ...['Contact Name', 'contact_name', 'Customer', 'Contact ID', 'customer_ip', 'Billing Email', 'Shipping City'],
  ...['Email (Billing)', 'Telefono', 'Browser', 'Zip', 'Zip4', 'County'],
])('%j is named like a personal field, and masked whatever it contains', (name) => {
  expect(isPersonalColumn(name, fields)).toBe(true);
  const sample = { columns: [{ name, type: 'VARCHAR' }], records: [['Ada Lovelace'], ['1234']] };
  expect(maskRecords(sample, fields).records).toEqual([['A•• ••••••••'], ['1•••']]);
});

test.each([
  ['content_name', 'Autumn boots', true],
  ['Product name', 'Autumn boots', true],
  ['Order', 'A-1', true],
  ['loyalty_tier', 'gold', false],
  // Names that resemble those of fields, or often mean a field, do not show what a column contains.
  ['contnt_name', 'Ada Lovelace', false],
  ['Invoice No.', 'Ada Lovelace', false],
  ['Type', 'Ada Lovelace', false],
])('in the column %j, which is not personal, %j stays readable: %j', (name, value, isReadable) => {
  expect(isPersonalColumn(name, fields)).toBe(false);
  const sample = { columns: [{ name, type: 'VARCHAR' }], records: [[value]] };
  expect(maskRecords(sample, fields).records[0]?.[0] === value).toBe(isReadable);
});
