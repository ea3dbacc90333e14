'use client';

import { ArrowDown, ArrowUp, Copy, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MenuRule, MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';

export interface PartMenuProps {
  /** The accessible name of the rule or rule set. */
  name: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
  children?: ReactNode;
}

/** Actions on a rule or rule set. */
export function PartMenu({ name, isFirst, isLast, onMove, onDuplicate, onRemove, children }: PartMenuProps) {
  const t = useTranslations('segment-editor.menu');
  return (
    <MoreMenu itemName={name} size="sm">
      <MenuItem icon={<ArrowUp aria-hidden />} end={t('upKeys')} disabled={isFirst} onSelect={() => onMove(-1)}>
        {t('up')}
      </MenuItem>
      <MenuItem icon={<ArrowDown aria-hidden />} end={t('downKeys')} disabled={isLast} onSelect={() => onMove(1)}>
        {t('down')}
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden />} onSelect={onDuplicate}>
        {t('duplicate')}
      </MenuItem>
      {children}
      <MenuRule />
      <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={onRemove}>
        {t('remove')}
      </MenuItem>
    </MoreMenu>
  );
}

/** The direction in which Alt+Shift and an arrow key move a part; undefined for other keys. */
export function moveOfKey(event: { altKey: boolean; shiftKey: boolean; key: string }): -1 | 1 | undefined {
  if (!event.altKey || !event.shiftKey) return undefined;
  if (event.key === 'ArrowUp') return -1;
  return event.key === 'ArrowDown' ? 1 : undefined;
}
