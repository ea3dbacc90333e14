import { useTranslations } from 'next-intl';
import { Controller, useWatch } from 'react-hook-form';
import { AccountField } from '#components/export-settings/send-account-field.tsx';
import { AuthenticationField } from '#components/export-settings/send-authentication-field.tsx';
import { DeliveryField } from '#components/export-settings/send-delivery-field.tsx';
import type { SendFieldsProps } from '#components/export-settings/send-form.ts';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { REPEATS } from '#lib/core/job/job.ts';
import { RepeatsFound } from './repeats-found.tsx';

/** The choices for repeats; `keep` comes last. */
const CHOICES = [...REPEATS].sort((a, b) => Number(a === 'keep') - Number(b === 'keep'));

interface FieldsProps extends SendFieldsProps {
  upload: number;
  /** Null if the file was not reviewed. */
  repeats: Repeats | null;
}

/** The fields of an export: its authentication and account, which records are left out, and how it is delivered. */
export function SendFields({ form, connector, authentications, upload, repeats }: FieldsProps) {
  const t = useTranslations('exports.send');
  const { control, register } = form;
  const authentication = useWatch({ control, name: 'authentication' });
  const lastAccount = authentications.find(({ id }) => id === authentication)?.account;
  return (
    <>
      <div className="grid gap-6 wide:grid-cols-2">
        <AuthenticationField form={form} connector={connector} authentications={authentications} />
        <AccountField form={form} connector={connector} lastAccount={lastAccount} />
      </div>
      <div className="grid gap-5 border-border border-t pt-5">
        <Checkbox {...register('parameters.skip_invalid_record')} label={t('skip')} help={t('skipHelp')} />
        <Controller
          control={control}
          name="repeats"
          render={({ field: { value = 'keep', onChange } }) => (
            <div className="grid justify-items-start gap-1.5">
              <span aria-hidden className="font-semibold text-sm">
                {t('repeats')}
              </span>
              <Segmented
                label={t('repeats')}
                value={value}
                onValueChange={onChange}
                options={CHOICES.map((choice) => ({ value: choice, label: t(`repeatChoices.${choice}`) }))}
              />
              {repeats !== null && <RepeatsFound upload={upload} repeats={repeats} />}
              <Help>{t(`repeatsHelp.${value}`)}</Help>
            </div>
          )}
        />
        <DeliveryField form={form} />
      </div>
    </>
  );
}
