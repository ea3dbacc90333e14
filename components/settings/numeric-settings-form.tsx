'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo, useState } from 'react';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import {
  type Ceilings,
  type NumericSettings,
  type NumericSettingsPage,
  numericSettingRegions,
  settingBounds,
} from '#lib/core/settings/numeric-settings.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { SaveButton } from './save-button.tsx';
import { SettingField } from './setting-field.tsx';
import { SettingsSheet } from './settings-sheet.tsx';
import { useNumericSettingsForm } from './use-numeric-settings-form.ts';
import { changedIn, useSave } from './use-save.ts';

export interface NumericSettingsFormProps {
  page: NumericSettingsPage;
  current: NumericSettings;
  ceilings: Ceilings;
  save: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** The changed settings, and the retention that the page showed. */
type SentSettings = Partial<NumericSettings> & { readonly seenRetentionDays: number };

export function NumericSettingsForm({ page, current, ceilings, save }: NumericSettingsFormProps) {
  const t = useTranslations('settings');
  const formId = useId();
  const regions = useMemo(() => [...numericSettingRegions(page)], [page]);
  const form = useNumericSettingsForm(current, ceilings, page);
  const [valuesToConfirm, setValuesToConfirm] = useState<SentSettings>();
  const bounds = settingBounds(ceilings);
  const saveValues = useSave(form, save, (_, { seenRetentionDays: _seen, ...stored }: SentSettings) => stored);
  // A shorter retention deletes files permanently, so it needs a confirmation.
  const shortensRetention = ({ retention_days }: Partial<NumericSettings>) =>
    retention_days !== undefined && retention_days < current.retention_days;
  const submit = form.handleSubmit((values) => {
    const changed = changedIn(form, values);
    const toSave = { ...changed, seenRetentionDays: current.retention_days };
    return shortensRetention(changed) ? setValuesToConfirm(toSave) : saveValues(toSave);
  });
  return (
    <SettingsSheet needs="settings.manage" page={page} foot={<SaveButton form={form} formId={formId} />}>
      <form id={formId} noValidate onSubmit={submit}>
        {regions.map(([region, keys], index) => (
          <Region key={region} title={t(`regions.${region}`)} last={index === regions.length - 1}>
            <div className="grid gap-6">
              {keys.map((key) => (
                <SettingField key={key} name={key} bounds={bounds[key]} form={form} />
              ))}
            </div>
          </Region>
        ))}
      </form>
      <ConfirmDialog
        danger
        open={valuesToConfirm !== undefined}
        onOpenChange={(open) => !open && setValuesToConfirm(undefined)}
        title={t('shorter.title', { days: valuesToConfirm?.retention_days ?? 0 })}
        confirmLabel={t('save')}
        onConfirm={async () => {
          if (valuesToConfirm) await saveValues(valuesToConfirm);
          setValuesToConfirm(undefined);
        }}
      >
        <p>{t('shorter.text')}</p>
      </ConfirmDialog>
    </SettingsSheet>
  );
}
