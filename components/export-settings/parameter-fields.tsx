import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { AccountField } from './send-account-field.tsx';
import { DeliveryField } from './send-delivery-field.tsx';
import type { SendFieldsProps } from './send-form.ts';

export interface ParameterFieldsProps extends Omit<SendFieldsProps, 'authentications'> {
  /** Whether a person can choose what happens to events that may have been accepted. */
  hasDeliveryChoice?: boolean;
}

/** The settings of an export other than its authentication. */
export function ParameterFields({ form, connector, hasDeliveryChoice = true }: ParameterFieldsProps) {
  const t = useTranslations('exports.send');
  const { register } = form;
  return (
    <>
      <AccountField form={form} connector={connector} />
      <div className="border-border border-t pt-5">
        <Switch
          {...register('parameters.test_event')}
          label={
            <>
              {t('testEvent')}
              <Badge tone="test" className="not-in-[label:has(:checked)]:hidden">
                {t('test')}
              </Badge>
            </>
          }
          help={t('testEventHelp')}
        />
      </div>
      <div className="border-border border-t pt-5">
        <Checkbox {...register('parameters.skip_invalid_record')} label={t('skip')} help={t('skipHelp')} />
      </div>
      {hasDeliveryChoice && (
        <div className="border-border border-t pt-5">
          <DeliveryField form={form} />
        </div>
      )}
    </>
  );
}
