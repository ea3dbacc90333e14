'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { isComposing } from '#components/layout/is-composing.ts';
import { controlStyle } from '#components/ui/forms/control-style.ts';
import { useFieldControl } from '#components/ui/forms/field-context.ts';
import type { ValueColumn } from './operand-props.ts';
import { Suggestions } from './suggestions.tsx';
import type { SuggestedValue } from './use-column-values.ts';
import { SHOW_VALUES, useSuggestions } from './use-suggestions.ts';
import { ValueToken } from './value-token.tsx';

export interface ValuesInputProps {
  label: string;
  values: readonly (string | number)[];
  column: ValueColumn | undefined;
  /** The value that is stored for an entered text. */
  storedOf: (text: string) => string | number;
  onChange: (values: readonly (string | number)[]) => void;
}

/** Several values: Enter adds one, Backspace in the empty field removes the last. */
export function ValuesInput({ label, values, column, storedOf, onChange }: ValuesInputProps) {
  const t = useTranslations('segment-editor.values');
  const wiring = useFieldControl({});
  const box = useRef<HTMLSpanElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const isHighlighted = useRef(false);
  const [text, setText] = useState('');
  const isLocked = wiring['aria-disabled'] ?? false;
  const suggestions = useSuggestions(column, text);
  const texts = values.map(String);
  const toggle = (value: string) => {
    if (value === SHOW_VALUES) return suggestions.show();
    setText('');
    const without = values.filter((other) => String(other) !== value);
    onChange(without.length < values.length ? without : [...values, storedOf(value)]);
  };
  const add = () => {
    const value = text.trim();
    setText('');
    if (value !== '' && !texts.includes(value)) onChange([...values, storedOf(value)]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter may also finish the composition of Japanese input.
    if (isLocked || isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter' && text.trim() !== '' && !isHighlighted.current) {
      event.preventDefault();
      add();
    }
    if (event.key === 'Backspace' && text === '') onChange(values.slice(0, -1));
    // Ctrl/⌘ S also saves the value that is being typed.
    if (event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey)) add();
  };
  return (
    <Autocomplete.Root<SuggestedValue>
      items={suggestions.values}
      itemToStringValue={(item) => (typeof item === 'string' ? item : item.value)}
      value={text}
      onValueChange={(next, { reason }) => (reason === 'item-press' ? toggle(next) : setText(next))}
      onItemHighlighted={(item) => {
        isHighlighted.current = item !== undefined;
      }}
      open={suggestions.isOpen}
      onOpenChange={suggestions.setOpen}
      openOnInputClick
      mode="none"
    >
      <span ref={box} className={controlStyle('sm', 'flex min-w-52! flex-1 flex-wrap items-center gap-1 py-0.75')}>
        {texts.map((value, index) => (
          <ValueToken
            // biome-ignore lint/suspicious/noArrayIndexKey: a stored rule may name a value twice
            key={`${index} ${value}`}
            value={value}
            onRemove={() => {
              onChange(values.toSpliced(index, 1));
              input.current?.focus();
            }}
          />
        ))}
        <Autocomplete.Input
          {...wiring}
          readOnly={isLocked}
          ref={input}
          aria-label={label}
          placeholder={values.length === 0 ? t('addFirst') : t('addMore')}
          onFocus={isLocked ? undefined : suggestions.load}
          onKeyDown={onKeyDown}
          onBlur={() => {
            suggestions.setOpen(false);
            add();
          }}
          className="min-h-6 min-w-20 flex-1 bg-transparent outline-none"
        />
      </span>
      {column && <Suggestions column={column.column} chosen={texts} isHidden={suggestions.isHidden} anchor={box} />}
    </Autocomplete.Root>
  );
}
