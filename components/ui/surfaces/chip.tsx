'use client';

import { clsx } from 'clsx';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { GateTooltip } from '#components/access/gate-tooltip.tsx';
import { ignoreEvent, type Needs, useGate } from '#components/access/use-gate.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Num } from '../text/num.tsx';

interface ChipContent {
  pressed: boolean;
  children: ReactNode;
  count?: number;
  icon?: ReactNode;
}

export interface ChipProps extends ChipContent, Omit<ComponentPropsWithRef<'button'>, 'children'> {
  /** As in Button; null for filters inside a form. */
  needs?: Needs;
}

/** A toggle button for filters or a few options. */
export function Chip({ pressed, children, count, icon, className, needs, ...props }: ChipProps) {
  const gate = useGate(needs);
  return (
    <GateTooltip gate={gate}>
      <button
        type="button"
        aria-pressed={pressed}
        {...props}
        {...gate.props}
        {...(gate.reason !== undefined && { disabled: false, onClick: ignoreEvent })}
        className={chipStyle(pressed, className)}
      >
        <ChipText icon={icon} count={count}>
          {children}
        </ChipText>
      </button>
    </GateTooltip>
  );
}

export interface ChipLinkProps extends ChipContent {
  href: string;
}

/** A Chip as a link, if the choice is part of the URL. */
export function ChipLink({ pressed, children, count, icon, href }: ChipLinkProps) {
  return (
    <Link href={href} aria-current={pressed ? 'true' : undefined} className={chipStyle(pressed)}>
      <ChipText icon={icon} count={count}>
        {children}
      </ChipText>
    </Link>
  );
}

function ChipText({ icon, count, children }: Omit<ChipContent, 'pressed'>) {
  return (
    <>
      {icon}
      {children}
      {count !== undefined && (
        <span className="font-normal">
          <Num value={count} />
        </span>
      )}
    </>
  );
}

function chipStyle(pressed: boolean, className?: string): string {
  return clsx(
    'inline-flex min-h-7.5 items-center gap-1.5 whitespace-nowrap rounded-full border px-3 text-sm transition-colors hover:no-underline [&_svg]:size-4',
    'disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60 max-wide:min-h-9',
    pressed
      ? 'border-accent bg-accent-soft font-semibold text-accent-soft-text hover:text-accent-soft-text'
      : 'border-border-strong bg-surface font-medium text-text-muted hover:border-border-control hover:text-text',
    className,
  );
}
