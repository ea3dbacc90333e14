'use client';

import { clsx } from 'clsx';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { GateTooltip } from '#components/access/gate-tooltip.tsx';
import type { Needs } from '#components/access/use-gate.ts';
import { Help } from '../overlays/help.tsx';
import { useCheckControl } from './field-context.ts';

export interface CheckboxProps extends Omit<ComponentPropsWithRef<'input'>, 'type' | 'size'> {
  label: ReactNode;
  /** Shows the label to screen readers only, as in a table's rows. */
  labelHidden?: boolean;
  help?: ReactNode;
  /** As in Button; by default the permission of its form. */
  needs?: Needs;
  indeterminate?: boolean;
}

export function Checkbox({
  label,
  labelHidden = false,
  help,
  indeterminate = false,
  className,
  needs,
  ...props
}: CheckboxProps) {
  const { gate, helpId, gatedProps } = useCheckControl({ help, needs, describedBy: props['aria-describedby'] });
  return (
    <div className={className}>
      <label
        className={clsx(
          'flex min-h-target w-fit cursor-pointer gap-2.5 has-disabled:cursor-not-allowed has-disabled:text-text-faint has-aria-disabled:cursor-not-allowed has-aria-disabled:text-text-faint',
          help ? 'font-semibold text-sm' : 'font-medium',
          labelHidden ? 'size-target items-center justify-center' : 'items-start max-wide:py-1',
        )}
      >
        <GateTooltip gate={gate}>
          <input
            {...props}
            ref={(input) => {
              if (input) input.indeterminate = indeterminate;
              return forward(props.ref, input);
            }}
            type="checkbox"
            {...gatedProps}
            className={clsx(
              'grid size-4.5 flex-none cursor-pointer appearance-none place-items-center rounded-tag border border-border-control bg-surface',
              'checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
              "checked:after:h-1.25 checked:after:w-2.25 checked:after:-translate-y-px checked:after:-rotate-45 checked:after:border-accent-contrast checked:after:border-b-2 checked:after:border-l-2 checked:after:content-['']",
              "indeterminate:after:h-0.5 indeterminate:after:w-2.25 indeterminate:after:bg-accent-contrast indeterminate:after:content-['']",
              !labelHidden && 'mt-0.5',
            )}
          />
        </GateTooltip>
        <span className={labelHidden ? 'sr-only' : undefined}>{label}</span>
      </label>
      {help && (
        <Help id={helpId} className="mt-1.5">
          {help}
        </Help>
      )}
    </div>
  );
}

/** Forwards the element to the caller's ref. */
function forward(ref: CheckboxProps['ref'], input: HTMLInputElement | null): (() => void) | undefined {
  if (typeof ref === 'function') {
    const cleanUp = ref(input);
    return typeof cleanUp === 'function' ? cleanUp : undefined;
  }
  if (ref) ref.current = input;
  return undefined;
}
