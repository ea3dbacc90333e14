import { expect, test } from 'vitest';
import { valuesOf } from '../components/audience/activation-wizard/form/initial-values.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import type { Activation } from '../lib/core/audience/activation/saved-activation.ts';

const ACTIVATION: Omit<Activation, 'parameters'> = {
  ...{ id: 1, segment: 1, name: 'Signups', description: '', authentication: 1 },
  output: { allColumns: true, columns: [], behaviors: [] },
  ...{ schedule: null, createdAt: 0, updatedAt: 0 },
};

test.each([
  [{}, { test_event: false, skip_invalid_record: false }],
  [{ skip_invalid_record: false }, { test_event: false, skip_invalid_record: false }],
  [
    { skip_invalid_record: true, test_event: true },
    { test_event: true, skip_invalid_record: true },
  ],
])('the form of an activation that was stored with %j has the switches that its runs use', (switches, expected) => {
  const connector = connectorOf('pinterest_conversion');
  const activation = { ...ACTIVATION, parameters: { ad_account_id: '549764609761', ...switches } };
  const { parameters } = valuesOf(activation, { connector, authentications: [], timeZone: 'UTC' });
  expect(parameters).toEqual({ ad_account_id: '549764609761', ...expected });
});
