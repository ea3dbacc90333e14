'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { isComposing } from '#components/layout/is-composing.ts';
import { controlStyle } from '#components/ui/forms/control-style.ts';
import { useFieldControl } from '#components/ui/forms/field-context.ts';

export interface ValuesInputProps {
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
}

/** A list of texts: Enter adds one, Backspace in the empty field removes the last. */
export function ValuesInput({ values, onChange }: ValuesInputProps) {
  const t = useTranslations('parent-segments.wizard.filters');
  const wiring = useFieldControl({});
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const add = () => {
    const value = text.trim();
    setText('');
    if (value !== '' && !values.includes(value)) onChange([...values, value]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter may also finish the composition of Japanese input.
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault();
      add();
    }
    if (event.key === 'Backspace' && text === '') onChange(values.slice(0, -1));
  };
  return (
    <span className={controlStyle('sm', 'flex flex-wrap items-center gap-1.5 py-1')}>
      {values.map((value, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored filter may name a value twice
          key={`${index} ${value}`}
          className="inline-flex max-w-full items-center gap-1 rounded-tag bg-accent-soft py-0.5 pr-0.5 pl-1.5 font-semibold text-accent-soft-text text-xs"
        >
          <span className="truncate">{value}</span>
          <button
            type="button"
            aria-label={t('removeValue', { value })}
            onClick={() => {
              onChange(values.toSpliced(index, 1));
              input.current?.focus();
            }}
            className="grid size-6 flex-none place-items-center rounded-tag hover:bg-surface"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </span>
      ))}
      <input
        {...wiring}
        ref={input}
        value={text}
        autoComplete="off"
        placeholder={t('addValue')}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
        className="min-h-6 min-w-20 flex-1 bg-transparent outline-none"
      />
    </span>
  );
}
