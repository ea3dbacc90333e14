'use client';

import { useState } from 'react';
import { TextInput } from '#components/ui/forms/text-input.tsx';

export interface NumberInputProps {
  label: string;
  value: number | undefined;
  /** Undefined for an empty field. */
  onChange: (value: number | undefined) => void;
}

/** A count of units or customers. Other characters than those of a number are not accepted. */
export function NumberInput({ label, value, onChange }: NumberInputProps) {
  const [text, setText] = useState('');
  // While a decimal is being typed, the text may hold more than the number, such as a trailing point.
  const isTyped = text !== '' && Number(text) === value;
  const shown = value === undefined || Number.isNaN(value) ? '' : String(value);
  return (
    <TextInput
      aria-label={label}
      inputMode="numeric"
      autoComplete="off"
      controlSize="sm"
      mono
      className="w-16!"
      value={isTyped ? text : shown}
      onChange={({ target }) => {
        const typed = target.value.trim();
        if (!/^\d{0,9}(?:\.\d{0,4})?$/.test(typed) || typed === '.') return;
        setText(typed);
        onChange(typed === '' ? undefined : Number(typed));
      }}
    />
  );
}
