import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { HASH_INSPECTOR } from '#components/paths.ts';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import { JsonView } from '#components/ui/text/json-view.tsx';
import { linkTo } from '#components/ui/text/prose.tsx';
import type { RecordDetail } from '#lib/core/view/record-view.ts';

/** The event of a record, as it was or would have been sent. */
export function RecordEvent({ record: { status, event, hashed, isEventMasked } }: { record: RecordDetail }) {
  const t = useTranslations('records.drawer');
  const title = t(status === 'not_sent' || status === 'invalid' ? 'eventNotSent' : 'eventSent');
  return (
    <section className="grid gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium text-text-muted text-xs">{title}</h3>
        {event && !isEventMasked && <CopyButton text={JSON.stringify(event, null, 2)} label={t('copyLabel')} />}
      </div>
      {event === null ? (
        <p className="text-sm text-text-muted">{t('noEvent')}</p>
      ) : (
        <>
          <JsonView label={title} value={event} hashed={hashed} />
          <p className="flex items-center gap-1.5 text-text-muted text-xs">
            <Lock aria-hidden className="size-3.5" />
            {t.rich('hashed', { inspect: linkTo(HASH_INSPECTOR) })}
          </p>
          {isEventMasked && <p className="text-text-muted text-xs">{t('copyHidden')}</p>}
        </>
      )}
    </section>
  );
}
