import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { StatusIcon, type Tone } from './status-icon.tsx';

export type BannerTone = 'info' | 'warning' | 'error' | 'paused' | 'success' | 'test';

const STYLES: Record<BannerTone, string> = {
  info: 'bg-surface-sunken text-text-muted ring-1 ring-border ring-inset [&_b]:text-text',
  warning: 'bg-warning-bg text-warning',
  error: 'bg-error-bg text-error',
  paused: 'bg-paused-bg text-paused',
  success: 'bg-success-bg text-success',
  test: 'bg-test-bg text-test',
};

export interface BannerProps {
  tone: BannerTone;
  /** The bold first sentence: what happened. */
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons for what a person can do next. */
  actions?: ReactNode;
  /** A large banner for the main state of a page, such as a paused job. */
  large?: boolean;
  /** Announced to screen readers, for banners that appear after an action. */
  live?: boolean;
  className?: string;
}

export function Banner({ tone, title, children, actions, large = false, live = false, className }: BannerProps) {
  const liveRole = tone === 'error' ? 'alert' : 'status';
  return (
    <div
      role={live ? liveRole : undefined}
      className={clsx(
        'flex items-start gap-3 rounded-card max-wide:flex-wrap',
        large ? 'px-5 py-4 wide:items-center text-base' : 'px-4 py-3 text-sm',
        STYLES[tone],
        className,
      )}
    >
      <StatusIcon tone={tone satisfies Tone} className={clsx('mt-0.5 size-4', tone === 'info' && 'text-text')} />
      <div className="min-w-0 flex-1 [&_a]:text-inherit [&_a]:link-underline">
        {title && <b>{title}</b>} {large ? <div className="mt-0.5 text-sm">{children}</div> : children}
      </div>
      {actions && (
        <div className="flex flex-none gap-2 self-center max-wide:w-full max-wide:flex-wrap max-wide:[&>*]:flex-1">
          {actions}
        </div>
      )}
    </div>
  );
}
