import { clsx } from 'clsx';
import type { ReactNode } from 'react';

const SIZES = {
  sm: 'size-7 rounded-[0.4375rem] [&_svg]:size-3.75',
  md: 'size-10 rounded-[0.625rem] [&_svg]:size-5',
  lg: 'size-12 rounded-card [&_svg]:size-6.5',
} as const;

export interface TileProps {
  /** A decorative icon; its meaning is given as text next to it. */
  children: ReactNode;
  size?: keyof typeof SIZES;
  plain?: boolean;
}

export function Tile({ children, size = 'md', plain = false }: TileProps) {
  return (
    <span
      aria-hidden
      className={clsx(
        'grid flex-none place-items-center [&_svg]:stroke-[1.75]',
        SIZES[size],
        plain
          ? 'bg-surface-sunken text-text-muted ring-1 ring-border ring-inset'
          : 'bg-accent-soft text-accent-soft-text',
      )}
    >
      {children}
    </span>
  );
}
