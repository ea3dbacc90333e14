import { CircleDashed, Clock3, Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { StatusIcon, type Tone } from '#components/ui/feedback/status-icon.tsx';
import type { TaskStatus } from '#lib/core/workflow/view/timeline.ts';

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

const OWN_ICONS = { blocked: CircleDashed, not_run: CircleDashed, ready: Clock3, retrying: Hourglass } as const;

/** The icon of a task's status; the text next to it is up to the caller. */
export function TaskStatusIcon({ status, className = 'size-4' }: { status: TaskStatus; className?: string }) {
  const Own = status in OWN_ICONS ? OWN_ICONS[status as keyof typeof OWN_ICONS] : undefined;
  const muted = status === 'retrying' ? 'text-paused' : 'text-text-faint';
  if (Own) return <Own aria-hidden className={`${className} flex-none ${muted}`} />;
  return <StatusIcon tone={TONES[status]} className={`${className} ${ICON_TEXT[TONES[status]] ?? ''}`} />;
}

const ICON_TEXT: Readonly<Partial<Record<Tone, string>>> = {
  running: 'text-accent',
  success: 'text-success',
  error: 'text-error',
  killed: 'text-killed',
};

export function TaskBadge({ status, plain = false }: { status: TaskStatus; plain?: boolean }) {
  const t = useTranslations('workflow-attempts.statuses');
  const Own = status in OWN_ICONS ? OWN_ICONS[status as keyof typeof OWN_ICONS] : undefined;
  return (
    <Badge tone={TONES[status]} plain={plain} icon={Own && <Own aria-hidden />}>
      {t(status)}
    </Badge>
  );
}
