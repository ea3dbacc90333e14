'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useRef } from 'react';
import { IconButton } from '../buttons/icon-button.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { DIALOG_VIEWPORT, dialogStyle, SCRIM } from './dialog-style.ts';
import { useDoubleClickGuard } from './use-double-click-guard.ts';
import { finalFocus } from './use-removal.ts';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** The name of the object, or what the dialog is about, below the title. */
  description?: ReactNode;
  tile?: ReactNode;
  /** The steps of the dialog, as StepCrumbs. */
  steps?: ReactNode;
  children: ReactNode;
  /** Buttons: help first, the primary one last. A submit button refers to its form by `form="id"`. */
  foot?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  /** Whether a click outside leaves the dialog open, because its content is not shown again. */
  isShownOnce?: boolean;
  /** The element focused first; by default the first control of the body. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Whether an action of the dialog has removed what opened it; called when the dialog closes or is removed. */
  isOpenerGone?: () => boolean;
}

const SIZES = { sm: 'wide:max-w-110', md: 'wide:max-w-150', lg: 'wide:max-w-200' } as const;

const CONTROLS = 'input:not(:disabled), select, textarea, button:not(:disabled), a[href]';

/** A modal dialog; on phones, a bottom sheet. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  tile,
  steps,
  children,
  foot,
  size = 'md',
  isShownOnce = false,
  initialFocus,
  isOpenerGone,
}: DialogProps) {
  const t = useTranslations('shell.kit');
  const body = useRef<HTMLDivElement>(null);
  const changeOpen = useDoubleClickGuard(open, onOpenChange);
  const firstControl = () => body.current?.querySelector<HTMLElement>(CONTROLS) ?? true;
  return (
    <Base.Root open={open} onOpenChange={changeOpen} disablePointerDismissal={isShownOnce}>
      <Base.Portal>
        <Base.Backdrop className={SCRIM} />
        <Base.Viewport className={DIALOG_VIEWPORT}>
          <Base.Popup
            initialFocus={initialFocus ?? firstControl}
            {...(isOpenerGone && { finalFocus: () => finalFocus(isOpenerGone) })}
            className={dialogStyle(SIZES[size])}
          >
            <header className="flex items-start gap-3.5 px-6 pt-5 pb-4 max-wide:px-4 max-wide:pt-4 max-wide:pb-3">
              {tile}
              <div className="min-w-0 flex-1">
                <Base.Title className="text-xl">{title}</Base.Title>
                {description && <Base.Description className="text-text-muted">{description}</Base.Description>}
              </div>
              <Base.Close
                render={<IconButton needs={null} label={t('close')} icon={<X aria-hidden />} className="-mt-1 -mr-2" />}
              />
            </header>
            {steps && <div className="border-border border-y px-6 py-2.5 max-wide:px-4">{steps}</div>}
            <div
              ref={body}
              className={`grid min-h-0 gap-5 overflow-auto px-6 pb-6 max-wide:px-4 max-wide:pb-4 ${steps ? 'pt-6 max-wide:pt-4' : 'pt-1'}`}
            >
              {children}
            </div>
            {foot && <DialogFoot>{foot}</DialogFoot>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
