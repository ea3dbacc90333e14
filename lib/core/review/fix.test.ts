import { expect, test } from 'vitest';
import { MAX_BODY_BYTES } from '../../api/read-body.ts';
import { bytesOfCells, MAX_CELLS_BYTES } from './fix.ts';

test('a request has room for the cells that may be set together, in any script', () => {
  const cells = [{ record: 1, column: 'city', value: '東"京' }];
  expect(bytesOfCells(cells)).toBe(Buffer.byteLength('[{"record":1,"column":"city","value":"東\\"京"}]'));
  expect(MAX_CELLS_BYTES).toBeLessThan(MAX_BODY_BYTES - 10_000);
});
