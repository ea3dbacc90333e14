import { expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import { maskRecords } from './masked-records.ts';

const fields = connectors.flatMap((connector) => connector.fields);

test('masks personal columns, unknown columns, and addresses in every column', () => {
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
