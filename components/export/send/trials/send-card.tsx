import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Num } from '#components/ui/text/num.tsx';

export interface SendCardProps {
  title: string;
  text: string;
  /** Marks a way to send whose events do not count. */
  badge?: string | undefined;
  /** Undefined while the number is not known. */
  eventCount: number | undefined;
  eventsPerCall: number;
  countsInReports: boolean;
  isDisabled: boolean;
  onPress: () => void;
  /** The result of the last trial of this kind. */
  children?: ReactNode;
}

/** A way to send the file, with the button that starts it. */
export function SendCard({
  title,
  text,
  badge,
  eventCount,
  eventsPerCall,
  countsInReports,
  isDisabled,
  onPress,
  children,
}: SendCardProps) {
  const t = useTranslations('exports.trials');
  return (
    <li className="grid content-start gap-2.5 rounded-card border border-border bg-surface p-4 text-sm">
      <div className="flex flex-wrap items-center gap-2.5">
        <Button size="sm" disabled={isDisabled} onClick={onPress}>
          {title}
        </Button>
        {badge && <Badge tone="test">{badge}</Badge>}
      </div>
      <p className="text-text-muted text-xs">{text}</p>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 border-border border-t pt-2.5 text-xs">
        <Figure label={t('events')}>{eventCount === undefined ? '…' : <Num value={eventCount} />}</Figure>
        <Figure label={t('calls')}>
          {eventCount === undefined ? '…' : <Num value={Math.ceil(eventCount / eventsPerCall)} />}
        </Figure>
        <Figure label={t('counted')}>{t(countsInReports ? 'yes' : 'no')}</Figure>
      </dl>
      {children}
    </li>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt className="text-text-muted">{label}</dt>
      <dd className="font-semibold tabular-nums">{children}</dd>
    </div>
  );
}
