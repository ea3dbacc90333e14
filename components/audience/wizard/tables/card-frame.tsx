'use client';

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Card } from '#components/ui/surfaces/card.tsx';

export interface CardFrameProps {
  title: string;
  tag?: ReactNode;
  /** Shown after the title. */
  note: ReactNode;
  /** Shown at the end while the card is closed. */
  summary?: ReactNode;
  actions?: ReactNode;
  isOpen: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** A card of a wizard that opens and closes. */
export function CardFrame({ title, tag, note, summary, actions, isOpen, onToggle, children }: CardFrameProps) {
  const id = useId();
  return (
    <Card>
      <div className="flex min-h-12 items-center gap-2 pr-3 pl-2">
        <h3 className="min-w-0 font-semibold text-base">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={onToggle}
            className="flex min-h-9 max-w-full items-center gap-2 rounded-control px-2 text-start [overflow-wrap:anywhere] hover:bg-surface-hover"
          >
            <ChevronRight
              aria-hidden
              className={`size-4 flex-none text-text-muted transition-transform ${isOpen ? 'rotate-90' : ''}`}
            />
            {title}
          </button>
        </h3>
        {tag}
        <span className="text-text-muted text-xs">{note}</span>
        {!isOpen && <span className="ml-auto min-w-0 truncate text-text-muted text-xs max-wide:hidden">{summary}</span>}
        {actions && <span className={isOpen ? 'ml-auto' : 'max-wide:ml-auto'}>{actions}</span>}
      </div>
      <div id={id} hidden={!isOpen} className="border-border border-t px-4 py-4">
        {isOpen && children}
      </div>
    </Card>
  );
}
