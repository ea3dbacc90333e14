'use client';

import { type ReactNode, useId } from 'react';
import { ignoreEvent, type Needs, useGate } from '#components/access/use-gate.ts';

export interface SegmentedProps<Value extends string> {
  /** The accessible name of the group. */
  label: string;
  options: readonly { value: Value; label: ReactNode }[];
  value: Value;
  onValueChange: (value: Value) => void;
  /** As in Button. */
  needs?: Needs;
}

/** A choice between a few options, as radio buttons in one row. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  needs,
}: SegmentedProps<Value>) {
  const name = useId();
  const gate = useGate(needs);
  return (
    <fieldset className="inline-flex gap-0.5 rounded-control bg-surface-sunken p-0.5 ring-1 ring-border ring-inset">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={
            'relative inline-flex min-h-6.5 cursor-pointer items-center gap-1.5 rounded-[0.375rem] px-2.5 font-medium text-text-muted text-xs hover:text-text has-aria-disabled:cursor-not-allowed ' +
            'has-checked:bg-surface-raised has-checked:font-semibold has-checked:text-text has-checked:ring-1 has-checked:ring-border-strong ' +
            'has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-1 max-wide:min-h-9'
          }
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            {...gate.props}
            onClick={gate.reason === undefined ? undefined : ignoreEvent}
            onChange={() => gate.reason === undefined && onValueChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none opacity-0"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
