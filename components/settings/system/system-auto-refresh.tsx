'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AutoRefresh } from '#components/layout/auto-refresh.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { Time } from '#components/ui/text/time.tsx';

/** Refreshes the page regularly, with a switch to stop it. */
export function SystemAutoRefresh({ at }: { at: number }) {
  const t = useTranslations('settings.system');
  const [isOn, setOn] = useState(true);
  return (
    <>
      {isOn && <AutoRefresh />}
      <span className="text-text-muted text-xs">
        {t.rich('asOf', { time: () => <Time value={at} shape="second" /> })}
      </span>
      <Switch label={t('follow')} checked={isOn} onChange={({ target }) => setOn(target.checked)} />
    </>
  );
}
