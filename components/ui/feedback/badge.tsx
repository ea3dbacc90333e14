import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { StatusIcon, TONE_TEXT, type Tone } from './status-icon.tsx';

const BACKGROUND: Record<Tone, string> = {
  success: 'bg-success-bg',
  error: 'bg-error-bg',
  warning: 'bg-warning-bg',
  running: 'bg-running-bg',
  queued: 'bg-queued-bg',
  paused: 'bg-paused-bg',
  killed: 'bg-killed-bg',
  test: 'bg-test-bg border-[1.5px] border-dashed border-current tracking-[0.06em]',
  neutral: 'bg-queued-bg',
  unsure: 'bg-queued-bg',
  info: 'bg-queued-bg',
};

export interface BadgeProps {
  tone: Tone;
  /** The text; a badge is never only an icon. */
  children: ReactNode;
  /** Replaces the tone's icon. */
  icon?: ReactNode;
  /** Icon and text without the pill, for tables. */
  plain?: boolean;
  className?: string;
}

export function Badge({ tone, children, icon, plain = false, className }: BadgeProps) {
  return (
    <span
      className={clsx(
        'inline-flex flex-none items-center gap-1.25 whitespace-nowrap text-xs [&_svg]:size-3.5 [&_svg]:flex-none [&_svg]:stroke-[2.1]',
        TONE_TEXT[tone],
        plain ? 'font-medium' : clsx('h-6 rounded-full pr-2 pl-1.75 font-semibold', BACKGROUND[tone]),
        className,
      )}
    >
      {icon ?? <StatusIcon tone={tone} />}
      {children}
    </span>
  );
}
