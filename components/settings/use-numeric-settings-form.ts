'use client';

import { useMemo } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import {
  type Ceilings,
  type NumericSettingKey,
  type NumericSettings,
  type NumericSettingsPage,
  numericSettingRegions,
  numericSettingsInput,
} from '#lib/core/settings/numeric-settings.ts';

/** The field values: the entered text, or the initial number. */
type NumericSettingsValues = Partial<Record<NumericSettingKey, string | number>>;

export type NumericSettingsFormState = UseFormReturn<NumericSettingsValues, unknown, Partial<NumericSettings>>;

/** A form for the settings of a page. */
export function useNumericSettingsForm(
  current: NumericSettings,
  ceilings: Ceilings,
  page: NumericSettingsPage,
): NumericSettingsFormState {
  const keys = useMemo(() => [...numericSettingRegions(page).values()].flat(), [page]);
  const schema = useMemo(() => {
    const mask = Object.fromEntries(keys.map((key) => [key, true]));
    return numericSettingsInput(ceilings).pick(mask as never) as z.ZodType<Partial<NumericSettings>>;
  }, [ceilings, keys]);
  return useForm<NumericSettingsValues, unknown, Partial<NumericSettings>>({
    resolver: useFormResolver(schema),
    mode: 'onTouched',
    values: Object.fromEntries(keys.map((key) => [key, current[key]])),
    // When a refresh brings settings that someone else changed, unsaved changes stay.
    resetOptions: { keepDirtyValues: true, keepDirty: true },
  });
}
