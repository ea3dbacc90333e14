'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { ConnectorDialog } from '#components/connector/connector-dialog.tsx';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { EMPTY_CREDENTIALS } from '#components/new-authentication/use-wizard.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import type { QueryExport } from '#lib/core/query/saved-query.ts';
import type { EditorActions } from '../editor/editor-actions.ts';
import { ChooseFoot } from './choose-foot.tsx';
import { ChooseIntegration } from './choose-integration.tsx';
import { ConfigurationFoot } from './configuration-foot.tsx';
import { ExportConfiguration } from './export-configuration.tsx';
import type { ExportDialogStep } from './export-dialog-step.ts';
import { useExportForm } from './use-export-form.ts';

export interface ExportDialogProps {
  initial: QueryExport | null;
  authentications: readonly AuthenticationChoice[];
  connector: Connector;
  actions: EditorActions['authentication'];
  onClose: () => void;
  onDone: (queryExport: QueryExport) => void;
}

/** The Export Results dialog: the authentication and settings for a query's results. Mount it only while open. */
export function ExportDialog({ initial, connector, actions, onClose, onDone, ...props }: ExportDialogProps) {
  const t = useTranslations('workbench.export');
  const formId = useId();
  const [created, setCreated] = useState<readonly AuthenticationChoice[]>([]);
  const authentications = [
    ...created,
    ...props.authentications.filter(({ id }) => !created.some((other) => other.id === id)),
  ];
  const [step, setStep] = useState<ExportDialogStep>(authentications.length === 0 ? 'credentials' : 'existing');
  const [entered, setEntered] = useState(EMPTY_CREDENTIALS);
  const [isSaving, setSaving] = useState(false);
  const { form, submit, choose } = useExportForm(initial, { connector, authentications, onDone });
  const isOnConfiguration = step === 'configuration';
  const chooseCreated = (authentication: AuthenticationChoice) => {
    setCreated((before) => [authentication, ...before]);
    setEntered(EMPTY_CREDENTIALS);
    choose(authentication);
    setStep('configuration');
  };
  return (
    <ConnectorDialog
      type={connector.type}
      title={t(isOnConfiguration ? 'configuration' : 'choose')}
      steps={[t('choose'), t('configuration')]}
      isOnSecondStep={isOnConfiguration}
      onClose={onClose}
      foot={
        isOnConfiguration ? (
          <ConfigurationFoot formId={formId} onBack={() => setStep('existing')} />
        ) : (
          <ChooseFoot
            formId={formId}
            step={step}
            type={connector.type}
            isSaving={isSaving}
            enterSandbox={actions.enterSandbox}
            onSandboxEntered={chooseCreated}
            onBack={() => setStep('credentials')}
            onCancel={onClose}
          />
        )
      }
    >
      {isOnConfiguration ? (
        <ExportConfiguration
          formId={formId}
          form={form}
          connector={connector}
          onSubmit={submit}
          authentications={authentications}
        />
      ) : (
        <ChooseIntegration
          formId={formId}
          step={step}
          type={connector.type}
          form={form}
          authentications={authentications}
          entered={entered}
          actions={actions}
          onStep={setStep}
          onCredentials={setEntered}
          onSaving={setSaving}
          onChosen={(authentication) => {
            choose(authentication);
            setStep('configuration');
          }}
          onCreated={chooseCreated}
        />
      )}
    </ConnectorDialog>
  );
}
