'use client';

import type { ReactNode } from 'react';
import { GateTooltip } from '#components/access/gate-tooltip.tsx';
import { useGate } from '#components/access/use-gate.ts';
import { needsOfPage } from '#lib/core/access/page-permission.ts';

export interface DownloadLinkProps {
  href: string;
  /** The accessible name, if the text is only the format. */
  label?: string;
  className?: string;
  children: ReactNode;
}

/** An inline link to a file, grayed out, with the reason, for visitors who may not download it. */
export function DownloadLink({ href, label, className, children }: DownloadLinkProps) {
  const gate = useGate(needsOfPage(href) ?? null);
  if (gate.reason === undefined)
    return (
      <a href={href} download aria-label={label} {...gate.props} className={className}>
        {children}
      </a>
    );
  return (
    <GateTooltip gate={gate}>
      {/* Without an href, an anchor is not a link, but keeps the layout of one. */}
      <a
        role="link"
        tabIndex={0}
        aria-label={label}
        {...gate.props}
        className={`cursor-not-allowed text-text-faint! no-underline! ${className ?? ''}`}
      >
        {children}
      </a>
    </GateTooltip>
  );
}
