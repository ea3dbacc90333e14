'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { ConnectorDialog } from '#components/connector/connector-dialog.tsx';
import type { CreateAuthentication, EnterSandbox, TestEnteredToken } from './authentication-actions.ts';
import { CredentialsFoot } from './credentials-foot.tsx';
import { CredentialsStep } from './credentials-step.tsx';
import { DetailsFoot } from './details-foot.tsx';
import { DetailsStep } from './details-step.tsx';
import { useWizard } from './use-wizard.ts';

export interface AuthenticationWizardProps {
  types: readonly string[];
  create: CreateAuthentication;
  test: TestEnteredToken;
  enterSandbox: EnterSandbox;
}

/**
 * The Create Authentication dialog of the catalog. The step is part of the URL, so that Back works; entered values are
 * kept in memory only and cleared when the dialog closes.
 */
export function AuthenticationWizard({ types, ...actions }: AuthenticationWizardProps) {
  const t = useTranslations('authentications.new');
  const wizard = useWizard(types);
  const { type, step, entered, clear } = wizard;
  const formId = useId();
  const [isSaving, setSaving] = useState(false);
  const isOpen = type !== null;
  useEffect(() => {
    if (!isOpen) clear();
  }, [isOpen, clear]);
  const isOnDetails = step === 'details';
  return (
    <ConnectorDialog
      open={isOpen}
      type={type}
      title={t('title')}
      steps={[t('credentials'), t('details')]}
      isOnSecondStep={isOnDetails}
      onClose={wizard.close}
      foot={
        isOnDetails ? (
          <DetailsFoot formId={formId} isSaving={isSaving} onBack={wizard.toCredentials} />
        ) : (
          type && (
            <CredentialsFoot formId={formId} type={type} enterSandbox={actions.enterSandbox} onCancel={wizard.close} />
          )
        )
      }
    >
      {type && !isOnDetails && (
        <CredentialsStep
          formId={formId}
          type={type}
          entered={entered}
          test={actions.test}
          onContinue={wizard.toDetails}
        />
      )}
      {type && isOnDetails && (
        <DetailsStep
          formId={formId}
          type={type}
          entered={entered}
          create={actions.create}
          onSaving={setSaving}
          onChangeToken={wizard.toCredentials}
        />
      )}
    </ConnectorDialog>
  );
}
