'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentPropsWithRef, useRef } from 'react';
import { type ControlSize, controlStyle } from './control-style.ts';
import { useEarlyInput } from './use-early-input.ts';

export interface SearchInputProps
  extends Omit<ComponentPropsWithRef<'input'>, 'size' | 'type' | 'value' | 'onChange' | 'ref'> {
  /** The accessible name; the placeholder is an example. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  controlSize?: ControlSize;
}

export function SearchInput({
  label,
  value,
  onValueChange,
  controlSize = 'md',
  className,
  ...props
}: SearchInputProps) {
  const t = useTranslations('shell.kit');
  const input = useRef<HTMLInputElement>(null);
  useEarlyInput(input, value, onValueChange);
  return (
    <span className={controlStyle(controlSize, `flex items-center gap-2 ${className ?? ''}`)}>
      <Search aria-hidden className="size-4 flex-none text-text-muted" />
      <input
        {...props}
        ref={input}
        type="search"
        aria-label={label}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        className="min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== '' && (
        <button
          type="button"
          aria-label={t('clearSearch')}
          title={t('clearSearch')}
          onClick={() => {
            onValueChange('');
            input.current?.focus();
          }}
          className="-mr-1 grid size-6 flex-none place-items-center rounded-tag text-text-muted hover:bg-surface-hover hover:text-text"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  );
}
