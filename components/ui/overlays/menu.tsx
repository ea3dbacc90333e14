'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import type { ButtonSize } from '../buttons/button-style.ts';
import { IconButton } from '../buttons/icon-button.tsx';
import { POPUP } from './popup-style.ts';

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'end';
  side?: 'bottom' | 'right' | 'top';
  wide?: boolean;
}

export function Menu({ trigger, children, align = 'end', side = 'bottom', wide = false }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={6} className="z-40">
          <Base.Popup
            className={`${POPUP} max-h-(--available-height) max-w-(--available-width) overflow-auto ${wide ? 'w-88' : 'min-w-48'}`}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** A menu behind three dots. `itemName` names the object of the actions, if a page has several such menus. */
export function MoreMenu({
  itemName,
  size,
  outline = false,
  children,
}: {
  itemName?: string;
  size?: ButtonSize;
  outline?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations('shell.kit');
  const label = itemName ? `${t('moreActions')}: ${itemName}` : t('moreActions');
  return (
    <Menu
      trigger={
        <IconButton
          label={label}
          icon={<Ellipsis aria-hidden />}
          variant={outline ? 'outline' : 'plain'}
          {...(size && { size })}
        />
      }
    >
      {children}
    </Menu>
  );
}

export function MenuRule() {
  return <Base.Separator className="mx-2.5 my-1.5 border-border border-t" />;
}
