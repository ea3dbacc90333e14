import { describe, expect, test } from 'vitest';
import {
  NUMERIC_SETTING_KEYS,
  numericSettingsInForce,
  numericSettingsInput,
  settingBounds,
} from './numeric-settings.ts';

const ceilings = { calls_per_minute: 5000, test_calls_per_second: 10 };
const initial = numericSettingsInForce(new Map(), ceilings);
const schema = numericSettingsInput(ceilings);

test('if nothing is stored, returns the initial value of each setting, or the ceiling where there is one', () => {
  const others = { reconnect_minutes: 5, duplicate_window_hours: 48, retention_days: 14 };
  expect(initial).toEqual({ ...ceilings, ...others });
});

describe.each(NUMERIC_SETTING_KEYS)('%s', (key) => {
  const { min, max } = settingBounds(ceilings)[key];

  test.each([min, max, String(min), ` ${max} `])('accepts %j', (value) => {
    expect(schema.parse({ ...initial, [key]: value })).toMatchObject({ [key]: Number(value) });
  });

  test.each([min - 1, max + 1, '', ' ', '1.5', '1e2', 1.5, 'all', null, undefined, Number.NaN])(
    'refuses %j',
    (value) => {
      const { error } = schema.safeParse({ ...initial, [key]: value });
      expect(error?.issues.map(({ path }) => path)).toEqual([[key]]);
    },
  );

  test.each(['14', 1.5, min - 1, null, {}])('uses the initial value for the invalid stored value %j', (value) => {
    expect(numericSettingsInForce(new Map([[key, value]]), ceilings)[key]).toBe(initial[key]);
  });
});

test('a lower ceiling limits the stored setting', () => {
  const stored = new Map([['calls_per_minute', 4000]]);
  expect(numericSettingsInForce(stored, ceilings).calls_per_minute).toBe(4000);
  expect(numericSettingsInForce(stored, { ...ceilings, calls_per_minute: 300 }).calls_per_minute).toBe(300);
});
