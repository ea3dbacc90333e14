import {
  Ban,
  CircleCheck,
  CircleMinus,
  CirclePause,
  CircleQuestionMark,
  CircleX,
  Clock3,
  FlaskConical,
  Info,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';

const TONES = [
  'success',
  'error',
  'warning',
  'running',
  'queued',
  'paused',
  'killed',
  'test',
  'neutral',
  'unsure',
  'info',
] as const;
/** The meaning of a status; each tone has an icon and a pair of colors. */
export type Tone = (typeof TONES)[number];

const ICONS: Record<Tone, LucideIcon> = {
  success: CircleCheck,
  error: CircleX,
  warning: TriangleAlert,
  running: LoaderCircle,
  queued: Clock3,
  paused: CirclePause,
  killed: Ban,
  test: FlaskConical,
  neutral: CircleMinus,
  unsure: CircleQuestionMark,
  info: Info,
};

export const TONE_TEXT: Record<Tone, string> = {
  success: 'text-success',
  error: 'text-error',
  warning: 'text-warning',
  running: 'text-running',
  queued: 'text-queued',
  paused: 'text-paused',
  killed: 'text-killed',
  test: 'text-test',
  neutral: 'text-text-muted',
  unsure: 'text-text-muted',
  info: 'text-text',
};

export interface StatusIconProps {
  tone: Tone;
  /** The accessible name, if there is no text next to the icon. */
  label?: string;
  className?: string;
}

export function StatusIcon({ tone, label, className = 'size-4' }: StatusIconProps) {
  const Icon = ICONS[tone];
  const spin = tone === 'running' ? 'animate-[spin_1.6s_linear_infinite]' : '';
  return (
    <Icon
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={`${className} flex-none ${spin}`}
    />
  );
}
