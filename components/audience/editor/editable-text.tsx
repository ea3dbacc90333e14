'use client';

import { Pencil } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { isComposing } from '#components/layout/is-composing.ts';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';

export interface EditableTextProps {
  /** The accessible name of the field. */
  label: string;
  /** The accessible name of the button that opens it. */
  editLabel: string;
  value: string;
  maxLength: number;
  onChange: (value: string) => void;
  /** What is shown while the field is closed. */
  children: ReactNode;
}

/** A text that is edited in place: Enter and Escape close the field. */
export function EditableText({ label, editLabel, value, maxLength, onChange, children }: EditableTextProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and Escape may also end the composition of Japanese input.
    if (isComposing(event.nativeEvent) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    setOpen(false);
  };
  if (isOpen)
    return (
      <TextInput
        autoFocus
        aria-label={label}
        value={value}
        maxLength={maxLength}
        autoComplete="off"
        controlSize="sm"
        className="min-w-40! flex-1"
        onChange={({ target }) => onChange(target.value)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
    );
  return (
    <>
      {children}
      <IconButton
        ref={button}
        size="sm"
        label={editLabel}
        icon={<Pencil aria-hidden />}
        onClick={() => setOpen(true)}
      />
    </>
  );
}
