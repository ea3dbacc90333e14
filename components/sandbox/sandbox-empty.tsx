import { useTranslations } from 'next-intl';
import { NEW_EXPORT, SANDBOX } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';

/** The empty list: no requests at all, or none for the ad account. */
export function SandboxEmpty({ account }: { account: string | undefined }) {
  const t = useTranslations('sandbox');
  if (account !== undefined)
    return (
      <EmptyState
        title={t('noMatch.title', { account })}
        actions={
          <ButtonLink size="sm" href={SANDBOX}>
            {t('allOf')}
          </ButtonLink>
        }
      >
        {t('noMatch.text')}
      </EmptyState>
    );
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <ButtonLink variant="primary" size="sm" href={NEW_EXPORT}>
          {t('empty.action')}
        </ButtonLink>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}
