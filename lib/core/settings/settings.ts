import { z } from 'zod';

/** Settings that users change at run time. All others come from the environment. */
export interface Settings {
  /** Calls that may start in any sliding minute for one ad account. */
  readonly calls_per_minute: number;
  /** Test calls that may start in a second for one ad account. */
  readonly test_calls_per_second: number;
  /** How long a repeat of an accepted event is recognized. */
  readonly duplicate_window_hours: number;
  /** Days for which personal data is kept after its last use; 0 keeps none. */
  readonly retention_days: number;
}

export type SettingKey = keyof Settings;

/** Upper bounds from the environment and the connectors. */
export type Ceilings = Pick<Settings, 'calls_per_minute' | 'test_calls_per_second'>;

export interface SettingBounds {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

/** The bounds of each setting. */
export function settingBounds(ceilings: Ceilings): Readonly<Record<SettingKey, SettingBounds>> {
  const { calls_per_minute, test_calls_per_second } = ceilings;
  return {
    calls_per_minute: { min: 2, max: calls_per_minute, initial: calls_per_minute },
    test_calls_per_second: { min: 1, max: test_calls_per_second, initial: test_calls_per_second },
    duplicate_window_hours: { min: 1, max: 168, initial: 48 },
    retention_days: { min: 0, max: 365, initial: 14 },
  };
}

/** Shared by the form, the action and the command line. */
export function settingsInput(ceilings: Ceilings) {
  const bounds = settingBounds(ceilings);
  return z.object({
    calls_per_minute: whole(bounds.calls_per_minute),
    test_calls_per_second: whole(bounds.test_calls_per_second),
    duplicate_window_hours: whole(bounds.duplicate_window_hours),
    retention_days: whole(bounds.retention_days),
  } satisfies Record<SettingKey, z.ZodType<number>>);
}

/** A blank field is not 0, which would delete data unintentionally. */
function whole({ min, max }: SettingBounds) {
  return z.union([z.string(), z.number()]).transform((given, context) => {
    const isNumber = typeof given === 'number' || /^\s*\d{1,9}\s*$/.test(given);
    const number = isNumber ? Number(given) : Number.NaN;
    if (Number.isInteger(number) && number >= min && number <= max) return number;
    context.addIssue({ code: 'custom', message: 'number_out_of_range', params: { min, max } });
    return z.NEVER;
  });
}

/**
 * The settings in force: the stored value, limited by the current ceiling, or the initial value if none or an invalid one
 * is stored.
 */
export function settingsInForce(stored: ReadonlyMap<string, unknown>, ceilings: Ceilings): Settings {
  const bounds = settingBounds(ceilings);
  const inForce = (key: SettingKey) => {
    const { min, max, initial } = bounds[key];
    const value = stored.get(key);
    return typeof value === 'number' && Number.isInteger(value) && value >= min ? Math.min(value, max) : initial;
  };
  return {
    calls_per_minute: inForce('calls_per_minute'),
    test_calls_per_second: inForce('test_calls_per_second'),
    duplicate_window_hours: inForce('duplicate_window_hours'),
    retention_days: inForce('retention_days'),
  };
}

const HOUR = 60 * 60 * 1000;

/** For how many milliseconds a repeat of an accepted event is recognized. */
export function duplicateWindowOf({ duplicate_window_hours }: Settings): number {
  return duplicate_window_hours * HOUR;
}
