import { CircleDashed, CirclePause } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import { type ActivationStatus, type ListedActivation, statusOf } from './listed-activation.ts';

const TONES: Record<ActivationStatus, Tone> = {
  valid: 'success',
  running: 'running',
  runPaused: 'paused',
  failed: 'error',
  problem: 'error',
  token: 'error',
  paused: 'neutral',
  unbuilt: 'neutral',
};

const ICONS: Partial<Record<ActivationStatus, ReactNode>> = {
  paused: <CirclePause aria-hidden />,
  unbuilt: <CircleDashed aria-hidden />,
};

/** Whether an activation works as planned, and if not, the first reason. */
export function ActivationBadge({ activation }: { activation: ListedActivation }) {
  const t = useTranslations('activations.status');
  const status = statusOf(activation);
  return (
    <Badge tone={TONES[status]} icon={ICONS[status]}>
      {t(status)}
    </Badge>
  );
}
