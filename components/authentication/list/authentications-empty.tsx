import { useTranslations } from 'next-intl';
import { createAuthenticationPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import type { EnterSandbox } from '../authentication-actions.ts';
import { SandboxButton } from '../wizard/sandbox-button.tsx';

export interface AuthenticationsEmptyProps {
  types: readonly string[];
  enterSandbox: EnterSandbox;
}

export function AuthenticationsEmpty({ types, enterSandbox }: AuthenticationsEmptyProps) {
  const t = useTranslations('authentications.empty');
  const texts = useTranslations('integrations');
  return (
    <EmptyState
      title={t('title')}
      actions={
        <>
          <ButtonLink variant="primary" size="sm" href={createAuthenticationPath(types)}>
            {texts('createAuthentication')}
          </ButtonLink>
          {types.map((type) => (
            <SandboxButton key={type} variant="quiet" size="sm" type={type} enterSandbox={enterSandbox} />
          ))}
        </>
      }
    >
      {t('text')}
    </EmptyState>
  );
}
