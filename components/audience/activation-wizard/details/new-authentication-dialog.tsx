'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { ConnectorGlyph } from '#components/connector/connector-glyph.tsx';
import { ConnectorName } from '#components/connector/connector-name.tsx';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { CredentialsFoot } from '#components/new-authentication/credentials-foot.tsx';
import { CredentialsStep } from '#components/new-authentication/credentials-step.tsx';
import { DetailsFoot } from '#components/new-authentication/details-foot.tsx';
import { DetailsStep } from '#components/new-authentication/details-step.tsx';
import type { EnteredCredentials } from '#components/new-authentication/use-wizard.ts';
import { StepCrumbs } from '#components/ui/navigation/step-crumbs.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import { useWizard } from '../wizard-context.ts';

export interface NewAuthenticationDialogProps {
  onClose: () => void;
  onCreated: (authentication: AuthenticationChoice) => void;
}

const EMPTY: EnteredCredentials = { access_token: '', ad_account_id: '', testedAccount: null };

/** Creates an authentication without leaving the wizard. Mount it only while open. */
export function NewAuthenticationDialog({ onClose, onCreated }: NewAuthenticationDialogProps) {
  const t = useTranslations('authentications.new');
  const { connector, actions } = useWizard();
  const { create, test, enterSandbox } = actions.authentication;
  const formId = useId();
  const [entered, setEntered] = useState(EMPTY);
  const [isOnDetails, setOnDetails] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const { type } = connector;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('title')}
      description={<ConnectorName type={type} />}
      tile={
        <Tile>
          <ConnectorGlyph />
        </Tile>
      }
      steps={
        <StepCrumbs
          steps={[
            { label: t('credentials'), state: isOnDetails ? 'done' : 'current' },
            { label: t('details'), state: isOnDetails ? 'current' : 'todo' },
          ]}
        />
      }
      foot={
        isOnDetails ? (
          <DetailsFoot formId={formId} saving={isSaving} onBack={() => setOnDetails(false)} />
        ) : (
          <CredentialsFoot
            formId={formId}
            type={type}
            enterSandbox={enterSandbox}
            onEntered={onCreated}
            onCancel={onClose}
          />
        )
      }
    >
      {isOnDetails ? (
        <DetailsStep
          {...{ formId, type, entered, create }}
          onSaving={setSaving}
          onChangeToken={() => setOnDetails(false)}
          onCreated={onCreated}
        />
      ) : (
        <CredentialsStep
          {...{ formId, type, entered, test }}
          onContinue={(next) => {
            setEntered(next);
            setOnDetails(true);
          }}
        />
      )}
    </Dialog>
  );
}
