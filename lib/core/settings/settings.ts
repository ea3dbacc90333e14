import { z } from 'zod';
import { wholeNumberInput } from '../text/whole-number.ts';
import { keysOf, mapValues } from './setting-table.ts';

/** The pages of the Control Panel with settings of this file. */
export type LimitPage = 'limits' | 'retention';
/** The parts of these pages. */
export type LimitRegion = 'limits' | 'reconnecting' | 'duplicates' | 'personal';

type LimitDefinition = LimitPlace &
  (
    | { readonly min: number; readonly max: number; readonly initial: number }
    /** The upper bound, which is also the initial value, comes from the environment or the connectors. */
    | { readonly min: number; readonly max: 'ceiling' }
  );

interface LimitPlace {
  /** The page and region whose form shows the setting. */
  readonly page: LimitPage;
  readonly region: LimitRegion;
}

/**
 * The whole numbers that people change at run time. A new setting is a row here, its label in `settings.json` and its
 * help in `setting-help.json`; the form, the API, pintd and the OpenAPI document follow.
 */
const LIMITS = {
  /** Calls that may start in any sliding minute for one ad account. */
  calls_per_minute: { min: 2, max: 'ceiling', page: 'limits', region: 'limits' },
  /** Test calls that may start in a second for one ad account. */
  test_calls_per_second: { min: 1, max: 'ceiling', page: 'limits', region: 'limits' },
  /** The longest time between two attempts to reach a service for paused jobs; 0 if only people resume them. */
  reconnect_minutes: { min: 0, max: 60, initial: 5, page: 'limits', region: 'reconnecting' },
  /** How long a repeat of an accepted event is recognized. */
  duplicate_window_hours: { min: 1, max: 168, initial: 48, page: 'limits', region: 'duplicates' },
  /** Days for which personal data is kept after its last use; 0 keeps none. */
  retention_days: { min: 0, max: 365, initial: 14, page: 'retention', region: 'personal' },
} as const satisfies Record<string, LimitDefinition>;

type Limits = typeof LIMITS;
export type SettingKey = keyof Limits;
export type Settings = Readonly<Record<SettingKey, number>>;
export const SETTING_KEYS = keysOf(LIMITS);

/** Upper bounds from the environment and the connectors. */
export type Ceilings = {
  readonly [Key in SettingKey as Limits[Key]['max'] extends 'ceiling' ? Key : never]: number;
};

export interface SettingBounds {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

/** The bounds of each setting. */
export function settingBounds(ceilings: Ceilings): Readonly<Record<SettingKey, SettingBounds>> {
  return mapValues(LIMITS, (limit: LimitDefinition, key) => {
    const { min } = limit;
    if (limit.max !== 'ceiling') return { min, max: limit.max, initial: limit.initial };
    const ceiling = ceilings[key as keyof Ceilings];
    return { min, max: ceiling, initial: ceiling };
  });
}

/** The settings of a page by region, both in the order of the table. */
export function settingRegions(page: LimitPage): ReadonlyMap<LimitRegion, readonly SettingKey[]> {
  return Map.groupBy(
    SETTING_KEYS.filter((key) => LIMITS[key].page === page),
    (key) => LIMITS[key].region,
  );
}

/** Shared by the form, the action and the command line. */
export function settingsInput(ceilings: Ceilings) {
  return z.object(mapValues(settingBounds(ceilings), wholeNumberInput));
}

/** The inputs of the settings without their bounds, for a schema that cannot know the ceilings. */
export const uncheckedSettings = mapValues(LIMITS, () => z.union([z.string(), z.number()]));

export const settingShapes = mapValues(LIMITS, () => z.int());

/**
 * The settings in force: the stored value, limited by the current ceiling, or the initial value if none or an invalid
 * one is stored.
 */
export function settingsInForce(stored: ReadonlyMap<string, unknown>, ceilings: Ceilings): Settings {
  return mapValues(settingBounds(ceilings), ({ min, max, initial }, key) => {
    const value = stored.get(key);
    return typeof value === 'number' && Number.isInteger(value) && value >= min ? Math.min(value, max) : initial;
  });
}

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;

/** The longest time between two attempts to reach a service, in milliseconds; 0 if no attempt is automatic. */
export function reconnectMsOf({ reconnect_minutes }: Pick<Settings, 'reconnect_minutes'>): number {
  return reconnect_minutes * MINUTE;
}

/** For how long a repeat of an accepted event is recognized, in milliseconds. */
export function duplicateWindowMsOf({ duplicate_window_hours }: Settings): number {
  return duplicate_window_hours * HOUR;
}
