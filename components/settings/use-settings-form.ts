'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import { type Ceilings, type SettingKey, type Settings, settingsInput } from '#lib/core/settings.ts';

/** What stands in the fields: text, or the number it was read from. */
export type SettingsValues = Record<SettingKey, string | number>;

export type SettingsFormState = UseFormReturn<SettingsValues, unknown, Settings>;

export function useSettingsForm(inForce: Settings, ceilings: Ceilings): SettingsFormState {
  return useForm<SettingsValues, unknown, Settings>({
    resolver: zodResolver(settingsInput(ceilings)) as Resolver<SettingsValues, unknown, Settings>,
    mode: 'onTouched',
    defaultValues: { ...inForce },
  });
}
