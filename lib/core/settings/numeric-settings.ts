import { z } from 'zod';
import { wholeNumberInput } from '../text/whole-number.ts';
import { keysOf, mapValues } from './setting-table.ts';

/** The pages of the Control Panel with settings of this file. */
export type NumericSettingsPage = 'limits' | 'retention';
/** The regions of the forms on these pages. */
export type NumericSettingsRegion = 'limits' | 'reconnecting' | 'duplicates' | 'personal';

type NumericSettingDefinition = NumericSettingPlace &
  (
    | { readonly min: number; readonly max: number; readonly initial: number }
    /** The upper bound, which is also the initial value, comes from the environment or the connectors. */
    | { readonly min: number; readonly max: 'ceiling' }
  );

interface NumericSettingPlace {
  /** The page and region whose form shows the setting. */
  readonly page: NumericSettingsPage;
  readonly region: NumericSettingsRegion;
}

/**
 * The whole numbers that people change at run time. A new setting is a row here, its label in `settings.json` and its
 * help in `setting-help.json`; the form, the API, pintd and the OpenAPI document follow.
 */
const NUMERIC_SETTINGS = {
  /** Calls that may start in any sliding minute for one ad account. */
  calls_per_minute: { min: 2, max: 'ceiling', page: 'limits', region: 'limits' },
  /** Test calls that may start in a second for one ad account. */
  test_calls_per_second: { min: 1, max: 'ceiling', page: 'limits', region: 'limits' },
  /** The longest time between two attempts to reach a service for paused jobs; 0 if only people resume them. */
  reconnect_minutes: { min: 0, max: 60, initial: 5, page: 'limits', region: 'reconnecting' },
  /** How long a repeat of an accepted event is recognized. */
  duplicate_window_hours: { min: 1, max: 168, initial: 48, page: 'limits', region: 'duplicates' },
  /** Days for which personal data is kept after its last use; with 0, a file is deleted once its last job has ended. */
  retention_days: { min: 0, max: 365, initial: 14, page: 'retention', region: 'personal' },
} as const satisfies Record<string, NumericSettingDefinition>;

type Table = typeof NUMERIC_SETTINGS;
export type NumericSettingKey = keyof Table;
export type NumericSettings = Readonly<Record<NumericSettingKey, number>>;
export const NUMERIC_SETTING_KEYS = keysOf(NUMERIC_SETTINGS);

/** Upper bounds from the environment and the connectors. */
export type Ceilings = {
  readonly [Key in NumericSettingKey as Table[Key]['max'] extends 'ceiling' ? Key : never]: number;
};

export interface SettingBounds {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

export function settingBounds(ceilings: Ceilings): Readonly<Record<NumericSettingKey, SettingBounds>> {
  return mapValues(NUMERIC_SETTINGS, (setting: NumericSettingDefinition, key) => {
    const { min } = setting;
    if (setting.max !== 'ceiling') return { min, max: setting.max, initial: setting.initial };
    const ceiling = ceilings[key as keyof Ceilings];
    return { min, max: ceiling, initial: ceiling };
  });
}

/** The settings of a page by region, both in the order of the table. */
export function numericSettingRegions(
  page: NumericSettingsPage,
): ReadonlyMap<NumericSettingsRegion, readonly NumericSettingKey[]> {
  return Map.groupBy(
    NUMERIC_SETTING_KEYS.filter((key) => NUMERIC_SETTINGS[key].page === page),
    (key) => NUMERIC_SETTINGS[key].region,
  );
}

/** Shared by the forms and the operation that changes the settings. */
export function numericSettingsInput(ceilings: Ceilings) {
  return z.object(mapValues(settingBounds(ceilings), wholeNumberInput));
}

/** The inputs of the settings without their bounds, for a schema that cannot know the ceilings. */
export const uncheckedNumericSettings = mapValues(NUMERIC_SETTINGS, () => z.union([z.string(), z.number()]));

export const numericSettingShapes = mapValues(NUMERIC_SETTINGS, () => z.int());

/**
 * The settings in force: the stored value, limited by the current ceiling, or the initial value if none or an invalid
 * one is stored.
 */
export function numericSettingsInForce(stored: ReadonlyMap<string, unknown>, ceilings: Ceilings): NumericSettings {
  return mapValues(settingBounds(ceilings), ({ min, max, initial }, key) => {
    const value = stored.get(key);
    return typeof value === 'number' && Number.isInteger(value) && value >= min ? Math.min(value, max) : initial;
  });
}

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;

/** The longest time between two attempts to reach a service, in milliseconds; 0 if no attempt is automatic. */
export function reconnectMsOf({ reconnect_minutes }: Pick<NumericSettings, 'reconnect_minutes'>): number {
  return reconnect_minutes * MINUTE;
}

/** For how long a repeat of an accepted event is recognized, in milliseconds. */
export function duplicateWindowMsOf({ duplicate_window_hours }: NumericSettings): number {
  return duplicate_window_hours * HOUR;
}
