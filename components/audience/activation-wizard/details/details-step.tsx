'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ParameterFields } from '#components/export-settings/parameter-fields.tsx';
import { AuthenticationField } from '#components/export-settings/send-authentication-field.tsx';
import { StepColumns } from '#components/layout/step-columns.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { sendFormOf } from '../use-wizard-state.ts';
import { useWizard } from '../wizard-context.ts';
import { NewAuthenticationDialog } from './new-authentication-dialog.tsx';
import { ReadsCard } from './reads-card.tsx';

/** Name and export parameters; beside them, what the activation reads. */
export function DetailsStep() {
  const t = useTranslations('activation-wizard.details');
  const { form, connector, authentications, errorAt, addAuthentication } = useWizard();
  const [isCreating, setCreating] = useState(false);
  const sendForm = sendFormOf(form);
  return (
    <StepColumns aside={<ReadsCard />}>
      <Field label={t('name')} required error={errorAt('name')}>
        <TextInput {...form.register('name')} autoComplete="off" />
      </Field>
      <Field label={t('description')} error={errorAt('description')}>
        <TextInput {...form.register('description')} autoComplete="off" />
      </Field>
      <hr className="border-border" />
      <AuthenticationField
        form={sendForm}
        connector={connector}
        authentications={authentications}
        onCreate={() => setCreating(true)}
      />
      <ParameterFields form={sendForm} connector={connector} hasDeliveryChoice={false} />
      {isCreating && (
        <NewAuthenticationDialog
          onClose={() => setCreating(false)}
          onCreated={(authentication) => {
            addAuthentication(authentication);
            form.setValue('authentication', authentication.id, { shouldDirty: true, shouldValidate: true });
            setCreating(false);
          }}
        />
      )}
    </StepColumns>
  );
}
