'use client';

import type { ComponentPropsWithRef, ReactNode } from 'react';
import { GateTooltip } from '#components/access/gate-tooltip.tsx';
import { type Needs, useGate } from '#components/access/use-gate.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { needsOfPage } from '#lib/core/access/page-permission.ts';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style.ts';

export interface ButtonLinkProps extends ComponentPropsWithRef<typeof Link> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /**
   * The permission to open the link's target; by default the one that its path requires. For visitors without it,
   * the link is grayed out, with the reason.
   */
  needs?: Needs;
}

/** A link styled like a button. With `download`, the browser fetches the file instead of the router. */
export function ButtonLink({
  variant = 'outline',
  size = 'md',
  icon,
  className,
  children,
  download,
  needs,
  ...props
}: ButtonLinkProps) {
  const gate = useGate(needs ?? needsOfPage(String(props.href)) ?? null);
  const style = buttonStyle(variant, size, className);
  if (gate.reason !== undefined)
    return (
      <GateTooltip gate={gate}>
        {/* Without an href, an anchor is not a link, but keeps the layout of one. */}
        <a role="link" tabIndex={0} aria-label={props['aria-label']} {...gate.props} className={style}>
          {icon}
          {children}
        </a>
      </GateTooltip>
    );
  if (download !== undefined && typeof props.href === 'string')
    return (
      <a
        aria-label={props['aria-label']}
        {...gate.props}
        href={props.href}
        download={download}
        onClick={props.onClick}
        className={style}
      >
        {icon}
        {children}
      </a>
    );
  return (
    <Link {...props} {...gate.props} className={style}>
      {icon}
      {children}
    </Link>
  );
}
