'use client';

import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Toaster as Sonner } from 'sonner';
import { useWide } from '../hooks/use-wide.ts';

/** Above the foot of the page, however many lines it has, and above the foot of a table. */
const BOTTOM = 'max(84px, calc(var(--foot-height, 0px) + 16px))';

// Toasts are for results that are not visible on the page; errors of a form are shown in the form.
export function Toaster() {
  const t = useTranslations('shell.kit');
  const isWide = useWide();
  return (
    <Sonner
      position="bottom-right"
      duration={8000}
      closeButton
      containerAriaLabel={t('toasts')}
      // On a phone, several toasts above each other would cover the buttons of the page: there the newest covers the
      // others until it is closed.
      expand={isWide}
      offset={{ bottom: BOTTOM, right: 24 }}
      mobileOffset={{ bottom: BOTTOM, left: 8, right: 8 }}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-success" />,
        error: <CircleX aria-hidden className="size-4 text-error" />,
        warning: <TriangleAlert aria-hidden className="size-4 text-warning" />,
        info: <Info aria-hidden className="size-4 text-text-muted" />,
      }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: t('dismiss'),
        classNames: {
          toast:
            'flex w-full items-center gap-3 rounded-card border border-border bg-surface-raised py-3 font-sans! pr-11 pl-4 text-sm text-text shadow-menu wide:w-96 data-[expanded=false]:data-[front=false]:*:opacity-0',
          title: 'font-semibold',
          description: 'text-text-muted',
          actionButton:
            'ml-auto min-h-7.5 flex-none whitespace-nowrap rounded-control px-2.5 font-semibold text-accent hover:bg-accent-soft',
          closeButton:
            'absolute! top-1/2! right-2! left-auto! grid! size-7! -translate-y-1/2! transform-none! place-items-center rounded-tag! border-0! bg-transparent! text-text-muted! hover:bg-surface-hover! hover:text-text!',
        },
      }}
    />
  );
}
