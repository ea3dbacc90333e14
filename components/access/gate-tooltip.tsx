'use client';

import { Tooltip as Base } from '@base-ui/react/tooltip';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { Gate } from './use-gate.ts';

/** The style of every tooltip. */
export const TOOLTIP =
  'max-w-72 rounded-control bg-text px-2.5 py-1 font-medium text-surface text-xs transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0';

export interface GateTooltipProps {
  gate: Gate;
  /** Shown before the reason, such as the name of an icon. */
  text?: ReactNode;
  /** A focusable element with the props of the gate. */
  children: ReactElement;
}

/** Says why a control is grayed out: on hover, on focus, and when it is pressed, because touch screens have neither. */
export function GateTooltip({ gate, text, children }: GateTooltipProps) {
  const [open, setOpen] = useState(false);
  if (gate.reason === undefined && text === undefined) return children;
  const isGrayed = gate.reason !== undefined;
  return (
    <Base.Root
      {...(isGrayed && { open })}
      onOpenChange={(next, details) => {
        // Base UI closes a tooltip when its trigger is pressed, but the press has to show the reason.
        if (next || details.reason !== 'trigger-press') setOpen(next);
      }}
    >
      <Base.Trigger render={children} {...(isGrayed && { onClick: () => setOpen(true) })} />
      <Base.Portal>
        <Base.Positioner side="bottom" sideOffset={6} className="z-50">
          <Base.Popup className={TOOLTIP}>
            {text}
            {isGrayed && <span className={text === undefined ? undefined : 'block font-normal'}>{gate.reason}</span>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
