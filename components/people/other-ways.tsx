import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** The ways to sign in without a password, one button each, above the form. */
export function OtherWays({ children }: { children: ReactNode }) {
  const t = useTranslations('people.signIn');
  return (
    <div className="grid gap-5">
      <div className="grid gap-2">{children}</div>
      <p className="flex items-center gap-4 text-text-muted text-xs before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        {t('orPassword')}
      </p>
    </div>
  );
}
