'use client';

import { Menu } from '@base-ui/react/menu';
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { POPUP } from '#components/ui/overlays/popup-style.ts';
import { usePointerReorder } from './use-pointer-reorder.ts';

export interface ReorderHandleProps {
  /** The name of the item. */
  name: string;
  index: number;
  count: number;
  onMove: (to: number) => void;
}

/** Moves an item of a list: by dragging, by arrow keys, or by the menu that a click opens. */
export function ReorderHandle({ name, index, count, onMove }: ReorderHandleProps) {
  const t = useTranslations('activation-wizard.reorder');
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const movingTo = useRef<number>(undefined);
  /** The position to which a key or the menu moved the item, until another move changes it. */
  const [movedTo, setMovedTo] = useState<number>();
  const { isDragging, endsDrag, ...pointer } = usePointerReorder(index, onMove);
  useEffect(() => {
    // A moved element loses the focus.
    if (movingTo.current === index) button.current?.focus();
    else setMovedTo(undefined);
    movingTo.current = undefined;
  }, [index]);
  const move = (to: number) => {
    if (to < 0 || to >= count || to === index) return;
    movingTo.current = to;
    setMovedTo(to);
    onMove(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(index + step);
  };
  return (
    <span>
      <button
        {...pointer}
        ref={button}
        type="button"
        aria-label={t('handle', { name })}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={t('help')}
        onKeyDown={onKeyDown}
        onClick={(event) => !endsDrag(event) && setOpen(true)}
        className={`grid size-6 flex-none touch-none place-items-center rounded-tag text-text-muted hover:bg-surface-hover hover:text-text ${isDragging ? 'cursor-grabbing bg-surface-hover' : 'cursor-grab'}`}
      >
        <GripVertical aria-hidden className="size-4" />
      </button>
      <span role="status" className="sr-only">
        {movedTo === index && t('moved', { position: index + 1, count })}
      </span>
      <Menu.Root open={isOpen} onOpenChange={(next) => !next && setOpen(false)}>
        <Menu.Portal>
          <Menu.Positioner anchor={button} align="start" sideOffset={4} className="z-40">
            <Menu.Popup finalFocus={button} className={`${POPUP} min-w-40`}>
              <MenuItem icon={<ArrowUp aria-hidden />} disabled={index === 0} onSelect={() => move(index - 1)}>
                {t('up')}
              </MenuItem>
              <MenuItem
                icon={<ArrowDown aria-hidden />}
                disabled={index === count - 1}
                onSelect={() => move(index + 1)}
              >
                {t('down')}
              </MenuItem>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </span>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };
