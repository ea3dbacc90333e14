'use client';

import { useMemo } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import {
  type Ceilings,
  type LimitPage,
  type SettingKey,
  type Settings,
  settingRegions,
  settingsInput,
} from '#lib/core/settings/settings.ts';

/** The field values: the entered text, or the initial number. */
export type SettingsValues = Partial<Record<SettingKey, string | number>>;

export type SettingsFormState = UseFormReturn<SettingsValues, unknown, Partial<Settings>>;

/** A form for the settings of a page. */
export function useSettingsForm(current: Settings, ceilings: Ceilings, page: LimitPage): SettingsFormState {
  const keys = useMemo(() => [...settingRegions(page).values()].flat(), [page]);
  const schema = useMemo(() => {
    const mask = Object.fromEntries(keys.map((key) => [key, true]));
    return settingsInput(ceilings).pick(mask as never) as z.ZodType<Partial<Settings>>;
  }, [ceilings, keys]);
  return useForm<SettingsValues, unknown, Partial<Settings>>({
    resolver: useFormResolver(schema),
    mode: 'onTouched',
    values: Object.fromEntries(keys.map((key) => [key, current[key]])),
    // When a refresh brings settings that someone else changed, unsaved changes stay.
    resetOptions: { keepDirtyValues: true, keepDirty: true },
  });
}
