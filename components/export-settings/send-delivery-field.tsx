'use client';

import { useTranslations } from 'next-intl';
import { useController } from 'react-hook-form';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import type { SendForm } from './send-form.ts';

/** Whether events that may have been accepted are sent again or become uncertain. */
export function DeliveryField({ form }: { form: SendForm }) {
  const t = useTranslations('exports.send');
  const { field } = useController({ control: form.control, name: 'delivery' });
  return (
    <Checkbox
      ref={field.ref}
      name={field.name}
      checked={field.value === 'at_most_once'}
      onBlur={field.onBlur}
      onChange={(event) => field.onChange(event.target.checked ? 'at_most_once' : 'at_least_once')}
      label={t('once')}
      help={t('onceHelp')}
    />
  );
}
