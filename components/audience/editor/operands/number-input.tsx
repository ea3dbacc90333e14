'use client';

import { useState } from 'react';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { plainDigits } from './parse-comparand.ts';

export interface NumberInputProps {
  label: string;
  value: number | undefined;
  /** Undefined for an empty field. */
  onChange: (value: number | undefined) => void;
}

/** A count, or a percentage of customers. Accepts up to nine digits, and up to four more after a point. */
export function NumberInput({ label, value, onChange }: NumberInputProps) {
  const [text, setText] = useState('');
  // While it is being typed, the text may hold more than the number, such as a trailing point, or full-width digits.
  const isValueOfText = text !== '' && Number(plainDigits(text)) === value;
  const shown = value === undefined || Number.isNaN(value) ? '' : String(value);
  return (
    <TextInput
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      controlSize="sm"
      tabularDigits
      className="w-16!"
      value={isValueOfText ? text : shown}
      onBlur={() => setText('')}
      onChange={({ target }) => {
        const typed = plainDigits(target.value);
        if (!/^\d{0,9}(?:\.\d{0,4})?$/.test(typed) || typed === '.') return;
        setText(target.value);
        onChange(typed === '' ? undefined : Number(typed));
      }}
    />
  );
}
