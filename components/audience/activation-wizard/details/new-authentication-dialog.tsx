'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { ConnectorDialog } from '#components/connector/connector-dialog.tsx';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { CredentialsFoot } from '#components/new-authentication/credentials-foot.tsx';
import { CredentialsStep } from '#components/new-authentication/credentials-step.tsx';
import { DetailsFoot } from '#components/new-authentication/details-foot.tsx';
import { DetailsStep } from '#components/new-authentication/details-step.tsx';
import { EMPTY_CREDENTIALS } from '#components/new-authentication/use-wizard.ts';
import { useWizard } from '../wizard-context.ts';

export interface NewAuthenticationDialogProps {
  onClose: () => void;
  onCreated: (authentication: AuthenticationChoice) => void;
}

/** Creates an authentication without leaving the wizard. Mount it only while open. */
export function NewAuthenticationDialog({ onClose, onCreated }: NewAuthenticationDialogProps) {
  const t = useTranslations('authentications.new');
  const { connector, actions } = useWizard();
  const { create, test, enterSandbox } = actions.authentication;
  const formId = useId();
  const [entered, setEntered] = useState(EMPTY_CREDENTIALS);
  const [isOnDetails, setOnDetails] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const { type } = connector;
  return (
    <ConnectorDialog
      type={type}
      title={t('title')}
      steps={[t('credentials'), t('details')]}
      isOnSecondStep={isOnDetails}
      onClose={onClose}
      foot={
        isOnDetails ? (
          <DetailsFoot formId={formId} isSaving={isSaving} onBack={() => setOnDetails(false)} />
        ) : (
          <CredentialsFoot
            formId={formId}
            type={type}
            enterSandbox={enterSandbox}
            onSandboxEntered={onCreated}
            onCancel={onClose}
          />
        )
      }
    >
      {isOnDetails ? (
        <DetailsStep
          formId={formId}
          type={type}
          entered={entered}
          create={create}
          onSaving={setSaving}
          onChangeToken={() => setOnDetails(false)}
          onCreated={onCreated}
        />
      ) : (
        <CredentialsStep
          formId={formId}
          type={type}
          entered={entered}
          test={test}
          onContinue={(next) => {
            setEntered(next);
            setOnDetails(true);
          }}
        />
      )}
    </ConnectorDialog>
  );
}
