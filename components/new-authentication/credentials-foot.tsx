import { BookOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';
import type { EnterSandbox } from './authentication-actions.ts';
import { SandboxButton } from './sandbox-button.tsx';

export interface CredentialsFootProps {
  formId: string;
  type: string;
  enterSandbox: EnterSandbox;
  /** Gets the authentication for the sandbox, instead of opening the list or the export. */
  onSandboxEntered?: (authentication: AuthenticationChoice) => void;
  onCancel: () => void;
}

/** The help opens in a new tab, because entered values exist only on this page. */
export function CredentialsFoot({ formId, type, enterSandbox, onSandboxEntered, onCancel }: CredentialsFootProps) {
  const t = useTranslations('authentications.new');
  return (
    <>
      <ButtonLink variant="quiet" icon={<BookOpen aria-hidden />} href="/help/access-token" target="_blank">
        {t('learnMore')}
        <VisuallyHidden> ({t('newTab')})</VisuallyHidden>
      </ButtonLink>
      <SandboxButton
        type={type}
        enterSandbox={enterSandbox}
        {...(onSandboxEntered && { onSandboxEntered })}
        variant="quiet"
        className="mr-auto max-wide:hidden"
      />
      <Button className="max-wide:hidden" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button variant="primary" type="submit" form={formId} className="max-wide:flex-1">
        {t('continue')}
      </Button>
    </>
  );
}
