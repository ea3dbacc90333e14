import { expect, test } from 'vitest';
import { formPathOf } from '../components/audience/activation-wizard/form/form-path.ts';
import { copyOf, valuesOf } from '../components/audience/activation-wizard/form/initial-values.ts';
import { problemsOf } from '../components/audience/activation-wizard/form/input-problems.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import type { Activation } from '../lib/core/audience/activation/saved-activation.ts';
import { INITIAL_SCHEDULE } from '../lib/core/schedule/schedule.ts';

const ACTIVATION: Omit<Activation, 'parameters'> = {
  id: 1,
  segment: 1,
  name: 'Signups',
  description: '',
  authentication: 1,
  output: { allColumns: true, columns: [], behaviors: [] },
  schedule: null,
  createdAt: 0,
  updatedAt: 0,
};

test.each([
  [{}, { test_event: false, skip_invalid_record: false }],
  [{ skip_invalid_record: false }, { test_event: false, skip_invalid_record: false }],
  [
    { skip_invalid_record: true, test_event: true },
    { test_event: true, skip_invalid_record: true },
  ],
])('the form of an activation stored with %j has the switches that its runs use', (switches, expected) => {
  const connector = connectorOf('pinterest_conversion');
  const activation = { ...ACTIVATION, parameters: { ad_account_id: '549764609761', ...switches } };
  const { parameters } = valuesOf(activation, { connector, authentications: [], timeZone: 'UTC' });
  expect(parameters).toEqual({ ad_account_id: '549764609761', ...expected });
});

test.each([
  ['name', 'name'],
  ['output.columns.0.column', 'output.columns.0.column'],
  ['ad_account_id', 'parameters.ad_account_id'],
  ['schedule.start_at', 'schedule.startDate'],
  ['schedule.mail_to', 'schedule.recipients'],
  ['startAt', 'schedule.startDate'],
  ['repeat.every', 'schedule.every'],
  ['cron', 'schedule.cron'],
])('an error of the command at %s is shown at %s', (field, path) => {
  expect(formPathOf(field)).toBe(path);
});

test('the copy of a paused activation is not paused: the wizard does not show a pause', () => {
  const connector = connectorOf('pinterest_conversion');
  const schedule = { ...INITIAL_SCHEDULE, isPaused: true, nextAt: null };
  const activation = { ...ACTIVATION, parameters: { ad_account_id: '549764609761' }, schedule };
  const options = { connector, authentications: [], timeZone: 'UTC' };
  expect(valuesOf(activation, options).schedule.isPaused).toBe(true);
  expect(copyOf(activation, options)).toMatchObject({ name: '', schedule: { isPaused: false } });
});

test('the form reports empty lists of columns and numbers of rows out of range', () => {
  const connector = connectorOf('pinterest_conversion');
  const activation = { ...ACTIVATION, parameters: { ad_account_id: '549764609761' } };
  const authentications = [{ id: 1, target: 'live', account: null } as const];
  const values = valuesOf(activation, { connector, authentications, timeZone: 'UTC' });
  const problemsWith = (output: Partial<typeof values.output>) =>
    problemsOf({ ...values, output: { ...values.output, ...output } }, { connector, tables: [] }).map(
      ({ path, code }) => `${path} ${code}`,
    );
  expect(problemsWith({})).toEqual([]);
  expect(problemsWith({ allColumns: false })).toEqual(['output.columns output_columns_required']);
  const top = { behaviorTableName: 'behavior_orders', joinStrategy: 'Top-N', formatting: 'rows' } as const;
  for (const joinRow of [0, 101]) {
    const behavior = { ...top, joinRow, orderBy: [{ key: 'at', order: 'ascending' as const }], columns: [] };
    expect(problemsWith({ rows: 'behaviors', behaviors: [behavior] })).toEqual([
      'output.behaviors.0.columns columns_required',
      'output.behaviors.0.joinRow behavior_rows_required',
    ]);
  }
});
