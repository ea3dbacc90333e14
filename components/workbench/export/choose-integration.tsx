'use client';

import { useTranslations } from 'next-intl';
import { FormAccess, NeedNote } from '#components/access/form-access.tsx';
import type { AuthenticationChoice, SendForm } from '#components/export-settings/send-form.ts';
import { CredentialsStep } from '#components/new-authentication/credentials-step.tsx';
import { DetailsStep } from '#components/new-authentication/details-step.tsx';
import type { EnteredCredentials } from '#components/new-authentication/use-wizard.ts';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import type { EditorActions } from '../editor/editor-actions.ts';
import { ExistingAuthentications } from './existing-authentications.tsx';
import type { ExportDialogStep } from './export-dialog-step.ts';

export interface ChooseIntegrationProps {
  formId: string;
  step: ExportDialogStep;
  type: string;
  form: SendForm;
  authentications: readonly AuthenticationChoice[];
  entered: EnteredCredentials;
  actions: EditorActions['authentication'];
  onStep: (step: ExportDialogStep) => void;
  onCredentials: (entered: EnteredCredentials) => void;
  onSaving: (isSaving: boolean) => void;
  onChosen: (authentication: AuthenticationChoice) => void;
  onCreated: (authentication: AuthenticationChoice) => void;
}

/** Chooses an existing authentication or creates one. */
export function ChooseIntegration({
  formId,
  step,
  type,
  form,
  authentications,
  entered,
  actions,
  ...handlers
}: ChooseIntegrationProps) {
  const t = useTranslations('workbench.export');
  const isExisting = step === 'existing';
  return (
    <div className="grid gap-5">
      <div>
        <Segmented
          label={t('choose')}
          options={[
            { value: 'existing', label: t('existing') },
            { value: 'create', label: t('create') },
          ]}
          value={isExisting ? 'existing' : 'create'}
          onValueChange={(next) => handlers.onStep(next === 'existing' ? 'existing' : 'credentials')}
        />
      </div>
      {isExisting && (
        <ExistingAuthentications
          formId={formId}
          form={form}
          authentications={authentications}
          onChosen={handlers.onChosen}
        />
      )}
      {!isExisting && <NeedNote needs="authentications.manage" />}
      <FormAccess needs="authentications.manage">
        {step === 'credentials' && (
          <CredentialsStep
            formId={formId}
            type={type}
            entered={entered}
            test={actions.test}
            onContinue={(next) => {
              handlers.onCredentials(next);
              handlers.onStep('details');
            }}
          />
        )}
        {step === 'details' && (
          <DetailsStep
            formId={formId}
            type={type}
            entered={entered}
            create={actions.create}
            onSaving={handlers.onSaving}
            onChangeToken={() => handlers.onStep('credentials')}
            onCreated={handlers.onCreated}
          />
        )}
      </FormAccess>
    </div>
  );
}
