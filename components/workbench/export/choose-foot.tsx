import { BookOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import type { EnterSandbox } from '#components/new-authentication/authentication-actions.ts';
import { SandboxButton } from '#components/new-authentication/sandbox-button.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import type { ExportDialogStep } from './export-dialog-step.ts';

export interface ChooseFootProps {
  formId: string;
  step: ExportDialogStep;
  type: string;
  isSaving: boolean;
  enterSandbox: EnterSandbox;
  onSandboxEntered: (authentication: AuthenticationChoice) => void;
  onBack: () => void;
  onCancel: () => void;
}

export function ChooseFoot({
  formId,
  step,
  type,
  isSaving,
  enterSandbox,
  onSandboxEntered,
  onBack,
  onCancel,
}: ChooseFootProps) {
  const t = useTranslations('workbench.export');
  const wizard = useTranslations('authentications.new');
  const kit = useTranslations('shell.kit');
  return (
    <>
      {step === 'credentials' && (
        <>
          <ButtonLink variant="quiet" icon={<BookOpen aria-hidden />} href="/help/access-token" target="_blank">
            {wizard('learnMore')}
            <VisuallyHidden> ({wizard('newTab')})</VisuallyHidden>
          </ButtonLink>
          <SandboxButton
            variant="quiet"
            className="mr-auto"
            type={type}
            enterSandbox={enterSandbox}
            onSandboxEntered={onSandboxEntered}
          />
        </>
      )}
      {step === 'details' && (
        <Button className="mr-auto" onClick={onBack}>
          {wizard('back')}
        </Button>
      )}
      <Button className="max-wide:hidden" onClick={onCancel}>
        {kit('cancel')}
      </Button>
      <Button
        needs={step === 'existing' ? undefined : 'authentications.manage'}
        variant="primary"
        type="submit"
        form={formId}
        busy={isSaving}
      >
        {step === 'credentials' ? wizard('continue') : t('next')}
      </Button>
    </>
  );
}
