import { CircleDashed, Clock3, Hourglass, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { StatusIcon, TONE_TEXT, type Tone } from '#components/ui/feedback/status-icon.tsx';
import type { TaskStatus } from '#lib/core/workflow/view/attempt-timeline.ts';

const TONES: Readonly<Record<TaskStatus, Tone>> = {
  blocked: 'queued',
  ready: 'queued',
  running: 'running',
  retrying: 'paused',
  success: 'success',
  kept: 'success',
  error: 'error',
  canceled: 'killed',
  not_run: 'queued',
};

/** The icons of statuses that do not have the icon of their tone. */
const OWN_ICONS: Readonly<Partial<Record<TaskStatus, LucideIcon>>> = {
  blocked: CircleDashed,
  not_run: CircleDashed,
  ready: Clock3,
  retrying: Hourglass,
};

/** The icon of a task's status; the text next to it is up to the caller. */
export function TaskStatusIcon({ status, className = 'size-4' }: { status: TaskStatus; className?: string }) {
  const OwnIcon = OWN_ICONS[status];
  const color = status === 'retrying' ? 'text-paused' : 'text-text-faint';
  if (OwnIcon) return <OwnIcon aria-hidden className={`${className} flex-none ${color}`} />;
  return <StatusIcon tone={TONES[status]} className={`${className} ${TONE_TEXT[TONES[status]]}`} />;
}

export function TaskBadge({ status }: { status: TaskStatus }) {
  const t = useTranslations('workflow-attempts.statuses');
  const OwnIcon = OWN_ICONS[status];
  return (
    <Badge tone={TONES[status]} icon={OwnIcon && <OwnIcon aria-hidden />}>
      {t(status)}
    </Badge>
  );
}
