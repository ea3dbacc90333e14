'use client';

import './globals.css';
import { createTranslator } from 'use-intl/core';
import { Button } from '#components/ui/button.tsx';
import shell from '#lib/messages/en/shell.json' with { type: 'json' };

/** What is shown when even the layout fails, so it leans on nothing that the layout provides. */
export default function GlobalError({ retry }: { retry: () => void }) {
  const t = createTranslator({ locale: 'en', messages: shell, namespace: 'error' });
  return (
    <html lang="en">
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
