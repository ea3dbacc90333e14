import { expect, test } from 'vitest';
import { connectorOf } from '../../connectors/registry.ts';
import { constantCells } from './show-cells.ts';

const OPTIONS = {
  connector: connectorOf('pinterest_conversion'),
  job: { mapping: {}, constants: { currency: 'EUR', em: 'shop@mail.example' } },
  source: { header: ['event_id'], rows: () => expect.unreachable('constants are not in the file') },
};

test('constants are shown as cells; a personal one is masked until personal values are shown', () => {
  const [em, currency] = constantCells({ ...OPTIONS, showPersonal: false }).sort((a, b) =>
    a.column > b.column ? -1 : 1,
  );
  expect(currency).toEqual({ column: 'currency', value: 'EUR', field: 'currency', isMasked: false });
  expect(em).toMatchObject({ column: 'em', isMasked: true });
  expect(em?.value).not.toContain('shop');
  expect(constantCells({ ...OPTIONS, showPersonal: true })).toContainEqual({
    column: 'em',
    value: 'shop@mail.example',
    field: 'em',
    isMasked: false,
  });
});
