'use client';

import { clsx } from 'clsx';
import { type DragEvent, type ReactNode, useState } from 'react';

export interface DropAreaProps {
  disabled?: boolean;
  hasError: boolean;
  onDrop: (dropped: DataTransfer) => void;
  /** `isOver`: files are dragged over the area. */
  children: (isOver: boolean) => ReactNode;
}

/** An area that files can be dropped on, around the buttons that choose them. */
export function DropArea({ disabled = false, hasError, onDrop, children }: DropAreaProps) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) onDrop(event.dataTransfer);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the buttons inside
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={drop}
      className={clsx(
        'grid justify-items-center gap-3 rounded-card border-[1.5px] border-dashed px-6 py-10 text-center transition-colors',
        isOver ? 'border-accent bg-accent-soft' : 'border-border-control bg-surface-sunken',
        hasError && 'border-error',
      )}
    >
      {children(isOver)}
    </div>
  );
}
