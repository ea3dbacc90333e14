'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { useReached } from '#components/authentication/use-reached.ts';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Region } from '#components/ui/region.tsx';
import type { ActionResult } from '#lib/action-result.ts';
import { type Ceilings, type SettingKey, type Settings, settingBounds } from '#lib/core/settings.ts';
import { SettingField } from './setting-field.tsx';
import { SettingsSheet } from './settings-sheet.tsx';
import { useSettingsForm } from './use-settings-form.ts';

const REGIONS = [
  ['limits', ['calls_per_minute', 'test_calls_per_second']],
  ['duplicates', ['duplicate_window_hours']],
  ['personal', ['retention_days']],
] as const satisfies readonly (readonly [string, readonly SettingKey[]])[];

export interface SettingsFormProps {
  inForce: Settings;
  ceilings: Ceilings;
  save: (input: unknown) => Promise<ActionResult<Settings>>;
}

export function SettingsForm({ inForce, ceilings, save }: SettingsFormProps) {
  const t = useTranslations('settings');
  const reached = useReached();
  const formId = useId();
  const form = useSettingsForm(inForce, ceilings);
  const { isSubmitting, isDirty } = form.formState;
  const [asked, setAsked] = useState<Settings>();
  const bounds = settingBounds(ceilings);
  const keep = async (values: Settings) => {
    const result = await reached(save(values));
    setAsked(undefined);
    if (!result.ok) return void toast.error(result.message);
    form.reset({ ...result.value });
    toast.success(t('saved'));
  };
  // A shorter time deletes files for good, so it is asked.
  const submit = form.handleSubmit((values) =>
    values.retention_days < inForce.retention_days ? setAsked(values) : keep(values),
  );
  return (
    <SettingsSheet
      title={t('title')}
      lead={t('lead')}
      foot={
        <Button variant="primary" type="submit" form={formId} busy={isSubmitting} disabled={!isDirty}>
          {t('save')}
        </Button>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        {REGIONS.map(([region, keys]) => (
          <Region key={region} title={t(`regions.${region}`)} last={region === 'personal'}>
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
        open={asked !== undefined}
        onOpenChange={(open) => !open && setAsked(undefined)}
        title={t('shorter.title', { days: asked?.retention_days ?? 0 })}
        confirmLabel={t('save')}
        onConfirm={async () => asked && (await keep(asked))}
      >
        <p>{t('shorter.text')}</p>
      </ConfirmDialog>
    </SettingsSheet>
  );
}
