'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RefreshEvery } from '#components/layout/refresh-every.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { Time } from '#components/ui/text/time.tsx';

/** Keeps the page up to date, and lets who reads it have it hold still. */
export function SystemFollow({ at }: { at: number }) {
  const t = useTranslations('settings.system');
  const [follows, setFollows] = useState(true);
  return (
    <>
      {follows && <RefreshEvery />}
      <span className="text-text-muted text-xs">
        {t.rich('asOf', { time: () => <Time value={at} shape="second" /> })}
      </span>
      <Switch label={t('follow')} checked={follows} onChange={({ target }) => setFollows(target.checked)} />
    </>
  );
}
