'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { API_HELP } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { SettingsSheet } from '../settings-sheet.tsx';
import type { ApiKeysProps } from './api-key-actions.ts';
import { ApiKeyTable } from './api-key-table.tsx';
import { NewApiKeyDialog } from './new-api-key-dialog.tsx';
import { OneTimeSecret } from './one-time-secret.tsx';

/** The API keys, and how to create, rotate and revoke them. A new key is shown once. */
export function ApiKeys({ keys, now, create, ...actions }: ApiKeysProps & { now: number }) {
  const t = useTranslations('settings.apiKeys');
  const [isCreating, setCreating] = useState(false);
  const [createdKey, setCreatedKey] = useState<string | null>(null);
  const suspendedCount = keys.filter(({ revokedAt, suspendedAt }) => revokedAt === null && suspendedAt !== null).length;
  const onCreated = (key: string) => {
    setCreating(false);
    setCreatedKey(key);
  };
  const createButton = (
    <Button
      needs="keys.manage"
      variant="primary"
      size={keys.length === 0 ? 'sm' : 'md'}
      icon={<Plus aria-hidden />}
      onClick={() => setCreating(true)}
    >
      {t('create')}
    </Button>
  );
  return (
    <SettingsSheet page="api-keys" actions={keys.length > 0 && createButton}>
      <div className="px-6 pb-6 max-wide:px-4">
        {keys.length === 0 ? (
          <EmptyState title={t('emptyTitle')} actions={createButton}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <>
            {suspendedCount > 0 && (
              <Banner tone="paused" className="my-4" title={t('suspendedTitle', { count: suspendedCount })}>
                {t('suspendedText')}
              </Banner>
            )}
            <ApiKeyTable keys={keys} now={now} {...actions} onCreated={setCreatedKey} />
          </>
        )}
        <p className="pt-4 text-sm text-text-muted">
          {t.rich('help', {
            a: (chunks) => (
              <Link href={API_HELP} className="link-underline">
                {chunks}
              </Link>
            ),
            code: (chunks) => <code className="mono">{chunks}</code>,
          })}
        </p>
      </div>
      <NewApiKeyDialog open={isCreating} onClose={() => setCreating(false)} create={create} onCreated={onCreated} />
      <OneTimeSecret namespace="apiKeys" secret={createdKey} onClose={() => setCreatedKey(null)} />
    </SettingsSheet>
  );
}
