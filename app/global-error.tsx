'use client';

import './globals.css';
import { createTranslator } from 'use-intl/core';
import { Button } from '#components/ui/buttons/button.tsx';
import en from '#lib/messages/en/shell.json' with { type: 'json' };
import ja from '#lib/messages/ja/shell.json' with { type: 'json' };
import { chooseLocale, LOCALE_COOKIE } from '#lib/messages/locale.ts';

const messages = { en, ja };

/** Shown if the layout fails, so it must not depend on the layout's providers. */
export default function GlobalError({ retry }: { retry: () => void }) {
  const locale = browserLocale();
  const t = createTranslator({ locale, messages: messages[locale], namespace: 'error' });
  return (
    <html lang={locale} suppressHydrationWarning>
      <body>
        <main className="grid min-h-dvh place-content-center gap-4 p-6 text-center">
          <h1 className="font-semibold text-xl">{t('title')}</h1>
          <p className="text-text-muted">{t('text')}</p>
          <div>
            <Button variant="primary" onClick={retry}>
              {t('retry')}
            </Button>
          </div>
        </main>
      </body>
    </html>
  );
}

function browserLocale() {
  if (typeof document === 'undefined') return 'en';
  const cookieLocale = new RegExp(`(?:^|; )${LOCALE_COOKIE}=(\\w+)`).exec(document.cookie)?.[1];
  return chooseLocale(cookieLocale, navigator.languages.join());
}
