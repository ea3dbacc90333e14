'use client';

import { useId, useRef } from 'react';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { useEarlyInput } from '#components/ui/forms/use-early-input.ts';

export interface DayFilterProps {
  label: string;
  /** As YYYY-MM-DD. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** The first or the last day that a list covers. */
export function DayFilter({ label, value = '', onChange }: DayFilterProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEarlyInput(input, value, (typed) => onChange(typed || undefined));
  return (
    <span className="flex items-center gap-1.5 text-sm text-text-muted max-wide:flex-1">
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        ref={input}
        type="date"
        controlSize="sm"
        className="wide:w-36!"
        value={value}
        onChange={({ target }) => onChange(target.value || undefined)}
      />
    </span>
  );
}
