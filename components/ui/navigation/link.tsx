'use client';

import { clsx } from 'clsx';
import NextLink from 'next/link';
import { type ComponentProps, useState } from 'react';
import { GateTooltip } from '#components/access/gate-tooltip.tsx';
import { useGate } from '#components/access/use-gate.ts';
import { needsOfPage } from '#lib/core/access/page-permission.ts';

/**
 * A link that prefetches its page once it is hovered or focused. Next's own link prefetches every visible link: up to a
 * hundred requests for a page with a list. A link to a page that the visitor may not open is grayed out.
 */
export function Link({ onMouseEnter, onFocus, ...props }: ComponentProps<typeof NextLink>) {
  const [isClickLikely, setClickLikely] = useState(false);
  const gate = useGate(needsOfPage(String(props.href)) ?? null);
  if (gate.reason !== undefined)
    return (
      <GateTooltip gate={gate}>
        {/* Without an href, an anchor is not a link, but keeps the layout of one. */}
        <a
          role="link"
          tabIndex={0}
          aria-label={props['aria-label']}
          {...gate.props}
          className={clsx(props.className, 'cursor-not-allowed text-text-faint! no-underline!')}
        >
          {props.children}
        </a>
      </GateTooltip>
    );
  return (
    <NextLink
      prefetch={isClickLikely ? null : false}
      {...props}
      {...gate.props}
      onMouseEnter={(event) => {
        setClickLikely(true);
        onMouseEnter?.(event);
      }}
      onFocus={(event) => {
        setClickLikely(true);
        onFocus?.(event);
      }}
    />
  );
}
