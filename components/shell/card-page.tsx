import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { MAIN_ID } from '#components/layout/focus/skip-link.tsx';
import { LanguageMenu } from './rail/language-menu.tsx';
import { ProductMark } from './rail/product-mark.tsx';
import { ThemeMenu } from './rail/theme-menu.tsx';

interface CardPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly foot?: ReactNode;
  /** Whether the console's navigation is shown around the page, because the visitor is signed in. */
  readonly hasNavigation?: boolean;
  readonly children: ReactNode;
}

/** A page with one card, such as the sign-in page. */
export function CardPage({ title, lead, foot, hasNavigation = false, children }: CardPageProps) {
  return (
    <div className="flex min-h-dvh min-w-0 flex-1 flex-col">
      {!hasNavigation && <CardPageHeader />}
      <main id={MAIN_ID} tabIndex={-1} className="grid flex-1 place-items-center p-4 outline-none">
        <div className="grid w-full max-w-110 gap-5 rounded-sheet border border-border bg-surface p-8 shadow-sheet max-wide:p-5">
          <div className="grid gap-1">
            <h1 className="font-semibold text-xl">{title}</h1>
            {lead && <p className="text-pretty text-sm text-text-muted">{lead}</p>}
          </div>
          {children}
        </div>
      </main>
      {foot && <footer className="p-4 text-center text-text-muted text-xs">{foot}</footer>}
    </div>
  );
}

async function CardPageHeader() {
  const t = await getTranslations('shell');
  return (
    <header className="rail-gradient-across flex h-13 flex-none items-center gap-3 px-4 text-rail-focus">
      <ProductMark />
      <span className="min-w-0 flex-1 truncate font-semibold text-rail-active-icon">{t('product')}</span>
      <ThemeMenu expanded={false} />
      <LanguageMenu expanded={false} />
    </header>
  );
}
