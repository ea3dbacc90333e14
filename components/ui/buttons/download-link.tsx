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

/** A link to a file, in text. It leads nowhere and says why for readers who may not have the file. */
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
      {/* Without an address an anchor is no link, but keeps the layout of one. */}
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
