import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMay } from '#components/access/access-provider.tsx';
import { ValuesHidden } from '#components/access/values-hidden.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { JsonView } from '#components/ui/text/json-view.tsx';
import type { ReceivedDetail } from './received-request.ts';

/** Whether personal values are shown, and the link that toggles this. */
export interface PersonalLink {
  readonly isShown: boolean;
  readonly href: string;
}

/** The first events of a request. Personal values that are not hashed are masked until requested. */
export function ReceivedEvents({ request, personal }: { request: ReceivedDetail; personal: PersonalLink }) {
  const t = useTranslations('sandbox.drawer');
  const mayShow = useMay('values.show');
  const { content, events, count, hashed } = request;
  if (events.length === 0) return <p className="text-sm text-text-muted">{t(`noEvents.${content}`)}</p>;
  const Icon = personal.isShown ? EyeOff : Eye;
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold text-sm">
        {events.length < count ? t('first', { shown: events.length, count }) : t('only', { count })}
      </h3>
      <p className="text-text-muted text-xs">{t('masked')}</p>
      {mayShow ? (
        <ButtonLink
          size="sm"
          className="w-fit"
          icon={<Icon aria-hidden />}
          href={personal.href}
          scroll={false}
          replace
          prefetch={false}
        >
          {t(personal.isShown ? 'hide' : 'show')}
        </ButtonLink>
      ) : (
        <ValuesHidden />
      )}
      {events.map((event, index) => (
        <JsonView
          // biome-ignore lint/suspicious/noArrayIndexKey: an event's position is its identity here
          key={index}
          label={t('event', { number: index + 1 })}
          value={event}
          hashed={hashed}
        />
      ))}
    </section>
  );
}
