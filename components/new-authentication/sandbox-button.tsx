'use client';

import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { Button, type ButtonProps } from '#components/ui/buttons/button.tsx';
import type { EnterSandbox } from './authentication-actions.ts';
import { useEnterSandbox } from './use-enter-sandbox.ts';

export interface SandboxButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'className'> {
  type: string;
  enterSandbox: EnterSandbox;
  /** Gets the authentication for the sandbox, instead of opening the list or the export. */
  onSandboxEntered?: (authentication: AuthenticationChoice) => void;
}

/** Creates or finds a sandbox authentication, and opens the export that needs it, or the list. */
export function SandboxButton({ type, enterSandbox, onSandboxEntered, ...buttonProps }: SandboxButtonProps) {
  const t = useTranslations('integrations.sandbox');
  const { enter, busy } = useEnterSandbox(type, enterSandbox, onSandboxEntered);
  return (
    <Button needs="exports.create" icon={<FlaskConical aria-hidden />} busy={busy} onClick={enter} {...buttonProps}>
      {t('use')}
    </Button>
  );
}
