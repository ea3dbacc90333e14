import { Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { authenticationStartPath, NEW_EXPORT } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';

export function AuthenticationsHead({ types }: { types: readonly string[] }) {
  const t = useTranslations('authentications');
  const texts = useTranslations('integrations');
  return (
    <SheetHead
      title={t('title')}
      actions={
        <>
          <ButtonLink href={NEW_EXPORT} icon={<Upload aria-hidden />}>
            {texts('uploadFile')}
          </ButtonLink>
          <ButtonLink variant="primary" href={authenticationStartPath(types)}>
            {texts('createAuthentication')}
          </ButtonLink>
        </>
      }
    />
  );
}
