'use client';

import { Menu } from '@base-ui/react/menu';
import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Needs, useGate } from '#components/access/use-gate.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { needsOfPage } from '#lib/core/access/page-permission.ts';
import { POPUP_ITEM } from './popup-style.ts';

interface ItemContent {
  children: ReactNode;
  icon?: ReactNode;
  /** A second line. */
  note?: ReactNode;
  /** Shown at the end of the line, such as a count, a key or an ID. */
  end?: ReactNode;
  /**
   * The permission that its command, page or file needs: the item is grayed out, with the reason, for visitors without
   * it.
   */
  needs?: Needs;
}

export interface MenuItemProps extends ItemContent {
  onSelect: () => void;
  danger?: boolean;
  disabled?: boolean;
}

export function MenuItem({ onSelect, danger = false, disabled, needs, ...content }: MenuItemProps) {
  const gate = useGate(needs);
  if (gate.reason !== undefined) return <GrayedItem needs={needs} {...content} />;
  return (
    <Menu.Item
      onClick={onSelect}
      disabled={disabled}
      {...gate.props}
      className={clsx(POPUP_ITEM, danger && 'text-error')}
    >
      <ItemParts {...content} />
    </Menu.Item>
  );
}

/** An item that arrow keys can reach, with the reason below it. */
function GrayedItem({ needs, ...content }: ItemContent) {
  const { reason, props } = useGate(needs);
  return (
    <Menu.Item disabled closeOnClick={false} {...props} className={POPUP_ITEM}>
      <ItemParts {...content} note={reason} />
    </Menu.Item>
  );
}

export interface MenuLinkProps extends ItemContent {
  href: string;
  /** Whether the browser downloads it as a file. */
  download?: boolean;
}

export function MenuLink({ href, download = false, needs, ...content }: MenuLinkProps) {
  const gate = useGate(needs ?? needsOfPage(href) ?? null);
  if (gate.reason !== undefined) return <GrayedItem needs={needs ?? needsOfPage(href)} {...content} />;
  return (
    <Menu.LinkItem
      {...(download ? { href, download: true } : { render: <Link href={href} /> })}
      closeOnClick
      {...gate.props}
      className={clsx(POPUP_ITEM, 'text-text hover:text-text hover:no-underline')}
    >
      <ItemParts {...content} />
    </Menu.LinkItem>
  );
}

export interface MenuRadiosProps {
  value: string | undefined;
  onValueChange: (value: string) => void;
  options: readonly { value: string; label: ReactNode; icon?: ReactNode }[];
}

/** Radio items of a menu. */
export function MenuRadios({ value, onValueChange, options }: MenuRadiosProps) {
  return (
    <Menu.RadioGroup value={value} onValueChange={onValueChange}>
      {options.map((option) => (
        <Menu.RadioItem key={option.value} value={option.value} closeOnClick className={POPUP_ITEM}>
          <ItemParts icon={option.icon}>{option.label}</ItemParts>
          <Menu.RadioItemIndicator>
            <Check aria-hidden className="size-4 text-accent" />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

function ItemParts({ children, icon, note, end }: Omit<ItemContent, 'needs'>) {
  return (
    <>
      {icon && <span className="text-text-muted [&_svg]:size-4">{icon}</span>}
      <span className="min-w-0 flex-1">
        {children}
        {note && <span className="block text-text-muted text-xs">{note}</span>}
      </span>
      {end !== undefined && <span className="text-text-muted text-xs tabular-nums">{end}</span>}
    </>
  );
}
