'use client';

import { clsx } from 'clsx';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { GateTooltip } from '#components/access/gate-tooltip.tsx';
import type { Needs } from '#components/access/use-gate.ts';
import { Help } from '../overlays/help.tsx';
import { useCheckControl } from './field-context.ts';

export interface SwitchProps extends Omit<ComponentPropsWithRef<'input'>, 'type' | 'size' | 'role'> {
  label: ReactNode;
  help?: ReactNode;
  /** As in Button; by default the permission of its form. */
  needs?: Needs;
}

/** A checkbox that looks like a switch. */
export function Switch({ label, help, className, needs, ...props }: SwitchProps) {
  const { gate, helpId, gatedProps } = useCheckControl({ help, needs, describedBy: props['aria-describedby'] });
  return (
    <div className={className}>
      <label
        className={clsx(
          'flex min-h-target w-fit cursor-pointer items-center gap-2.5 has-disabled:cursor-not-allowed has-disabled:text-text-faint has-aria-disabled:cursor-not-allowed has-aria-disabled:text-text-faint max-wide:min-h-9',
          help ? 'font-semibold text-sm' : 'font-medium',
        )}
      >
        <GateTooltip gate={gate}>
          <input
            {...props}
            type="checkbox"
            // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox exposes its checked state
            role="switch"
            {...gatedProps}
            className={
              'relative h-5.5 w-9 flex-none cursor-pointer appearance-none rounded-full border border-border-control bg-surface-sunken transition-colors ' +
              "after:absolute after:inset-y-[3px] after:left-[3px] after:w-3.5 after:rounded-full after:bg-border-control after:transition-transform after:content-[''] " +
              'checked:border-accent checked:bg-accent checked:after:translate-x-3.5 checked:after:bg-accent-contrast disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60'
            }
          />
        </GateTooltip>
        {label}
      </label>
      {help && (
        <Help id={helpId} className="mt-1.5">
          {help}
        </Help>
      )}
    </div>
  );
}
