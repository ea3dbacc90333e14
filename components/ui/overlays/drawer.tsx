'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useRef } from 'react';
import { IconButton } from '../buttons/icon-button.tsx';
import { useWide } from '../hooks/use-wide.ts';
import { SCRIM } from './dialog-style.ts';
import { useDoubleClickGuard } from './use-double-click-guard.ts';

export interface DrawerProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** A line below the title. */
  note?: ReactNode;
  badge?: ReactNode;
  /** Icon buttons next to Close, such as previous and next. */
  actions?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
  /** On wide screens, a column of the page next to the list instead of a modal panel. */
  inline?: boolean;
}

/** A panel at the side, such as for the details of a list item; on phones, a bottom sheet. */
export function Drawer({ inline = false, ...props }: DrawerProps) {
  const isWide = useWide();
  const popup = useRef<HTMLDivElement>(null);
  const changeOpen = useDoubleClickGuard(props.open, (open) => !open && props.onClose());
  if (inline && isWide) return props.open ? <InlineDrawer {...props} /> : null;
  return (
    <Base.Root open={props.open} onOpenChange={changeOpen}>
      <Base.Portal>
        <Base.Backdrop className={SCRIM} />
        {/* Focus on Close would open its tooltip, which the first Escape would close instead of the drawer. */}
        <Base.Popup
          ref={popup}
          initialFocus={popup}
          className={clsx(
            'fixed z-30 flex flex-col bg-surface text-text shadow-dialog outline-none transition-[translate,opacity] duration-base',
            'wide:inset-y-0 wide:right-0 wide:w-100 wide:max-w-[calc(100vw-3.5rem)] wide:data-ending-style:translate-x-8 wide:data-starting-style:translate-x-8',
            'max-wide:inset-x-0 max-wide:top-10 max-wide:bottom-0 max-wide:rounded-t-dialog max-wide:data-ending-style:translate-y-8 max-wide:data-starting-style:translate-y-8',
            'data-ending-style:opacity-0 data-starting-style:opacity-0',
          )}
        >
          <DrawerParts {...props} title={<Base.Title className={TITLE}>{props.title}</Base.Title>} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

const TITLE = 'max-wide:text-base text-lg';

function InlineDrawer(props: Omit<DrawerProps, 'inline'>) {
  const id = useId();
  const title = (
    <h2 id={id} className={TITLE}>
      {props.title}
    </h2>
  );
  return (
    <aside aria-labelledby={id} className="flex min-h-0 min-w-0 flex-col border-border border-l bg-surface">
      <DrawerParts {...props} title={title} />
    </aside>
  );
}

function DrawerParts({ title, note, badge, actions, children, foot, onClose }: Omit<DrawerProps, 'inline' | 'open'>) {
  const t = useTranslations('shell.kit');
  return (
    <>
      <header className="flex items-center gap-2.5 border-border border-b pt-3.5 pr-4 pb-3 pl-5 max-wide:pl-4">
        <div className="min-w-0">
          {title}
          {note && <p className="text-text-muted text-xs">{note}</p>}
        </div>
        {badge}
        <div className="ml-auto flex flex-none items-center">
          {actions}
          <IconButton label={t('close')} icon={<X aria-hidden />} onClick={onClose} />
        </div>
      </header>
      <div className="grid min-h-0 flex-1 content-start gap-6 overflow-auto p-5 max-wide:p-4">{children}</div>
      {foot && (
        <footer className="flex flex-none items-center gap-2 border-border border-t bg-surface-sunken px-5 py-3">
          {foot}
        </footer>
      )}
    </>
  );
}
