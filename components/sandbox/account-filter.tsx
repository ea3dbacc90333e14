import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SANDBOX } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';

/** Shows that the list is filtered by ad account, with a link to all requests. */
export function AccountFilter({ account }: { account: string }) {
  const t = useTranslations('sandbox');
  return (
    <div className="flex flex-wrap items-center gap-2 pt-3 text-sm">
      <span>{t('account', { account })}</span>
      <ButtonLink variant="quiet" size="sm" icon={<X aria-hidden />} href={SANDBOX}>
        {t('allOf')}
      </ButtonLink>
    </div>
  );
}
