'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import { maskedEvent } from '#lib/core/masked-event.ts';
import type { ReceivedInFull } from './received-request.ts';

/** The first events of a request; personal values that are not hashed stay hidden until they are asked for. */
export function ReceivedEvents({ request }: { request: ReceivedInFull }) {
  const t = useTranslations('sandbox.drawer');
  const [shown, setShown] = useState(false);
  const { events, count, hashed, personal } = request;
  if (events.length === 0) return <p className="text-sm text-text-muted">{t('noBody')}</p>;
  const Icon = shown ? EyeOff : Eye;
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold text-sm">
        {events.length < count ? t('first', { shown: events.length, count }) : t('only', { count })}
      </h3>
      <p className="text-text-muted text-xs">{t('masked')}</p>
      <Button
        size="sm"
        className="w-fit"
        icon={<Icon aria-hidden />}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        {t('show')}
      </Button>
      {events.map((event, index) => (
        <JsonView
          // biome-ignore lint/suspicious/noArrayIndexKey: an event's position is its identity here
          key={index}
          label={t('event', { number: index + 1 })}
          value={shown ? event : maskedEvent(event, personal)}
          hashed={hashed}
        />
      ))}
    </section>
  );
}
