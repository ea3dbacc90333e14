import { useTranslations } from 'next-intl';
import type { EnterSandbox } from '#components/new-authentication/authentication-actions.ts';
import { SandboxButton } from '#components/new-authentication/sandbox-button.tsx';
import { authenticationStartPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';

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
          <ButtonLink variant="primary" size="sm" href={authenticationStartPath(types)}>
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
