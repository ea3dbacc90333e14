'use client';

import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { type MouseEvent, useRef } from 'react';
import { POPUP, POPUP_ITEM, POPUP_LABEL } from '../overlays/popup-style.ts';
import { type ControlSize, controlStyle } from './control-style.ts';
import { useFieldControl } from './field-context.ts';
import { type Choices, flatten, isGrouped, type Option } from './option.ts';
import { ChosenText, ListedText } from './option-text.tsx';

export interface SelectProps {
  choices: Choices;
  value: string | null;
  onValueChange: (value: string) => void;
  /** The accessible name outside a Field. */
  label?: string;
  placeholder?: string;
  name?: string;
  disabled?: boolean;
  controlSize?: ControlSize;
  className?: string;
  onBlur?: () => void;
}

/** A select for a few options; long lists use Combobox. */
export function Select({
  choices,
  value,
  onValueChange,
  label,
  placeholder,
  controlSize = 'md',
  ...props
}: SelectProps) {
  const wiring = useFieldControl({});
  const selected = flatten(choices).find((option) => option.value === value);
  const pressPosition = usePressPosition();
  return (
    <Base.Root
      modal={false}
      onOpenChange={(_, details) => {
        if (details.reason === 'cancel-open' && pressPosition.isAt(details.event)) details.cancel();
      }}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      name={props.name}
      disabled={props.disabled}
      readOnly={wiring['aria-disabled'] ?? false}
    >
      <Base.Trigger
        {...wiring}
        aria-label={label}
        onBlur={props.onBlur}
        onMouseDown={pressPosition.keep}
        className={controlStyle(
          controlSize,
          `flex min-w-0 items-center justify-between gap-2 py-0.5 text-start ${props.className ?? ''}`,
        )}
      >
        <Base.Value className="min-w-0 flex-1">
          <ChosenText option={selected} placeholder={placeholder} />
        </Base.Value>
        <Base.Icon>
          <ChevronDown aria-hidden className="size-4 flex-none text-text-muted" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-40">
          <Base.Popup
            className={`${POPUP} max-h-(--available-height) min-w-(--anchor-width) max-w-(--available-width) overflow-auto`}
          >
            {isGrouped(choices)
              ? choices.map((group) => (
                  <Base.Group key={group.label}>
                    <Base.GroupLabel className={POPUP_LABEL}>{group.label}</Base.GroupLabel>
                    {group.options.map((option) => (
                      <SelectItem key={option.value} option={option} />
                    ))}
                  </Base.Group>
                ))
              : choices.map((option) => <SelectItem key={option.value} option={option} />)}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/**
 * The position of the mouse press. A press can blur another field, whose error then moves the select away from the
 * pointer: releasing the button at the same position still opens the select.
 */
function usePressPosition() {
  const position = useRef<readonly [x: number, y: number]>(undefined);
  return {
    keep: ({ clientX, clientY }: MouseEvent) => {
      position.current = [clientX, clientY];
    },
    isAt: (event: Event) => {
      const [x, y] = position.current ?? [];
      return event instanceof window.MouseEvent && event.clientX === x && event.clientY === y;
    },
  };
}

function SelectItem({ option }: { option: Option }) {
  return (
    <Base.Item value={option.value} label={option.label} disabled={option.disabled} className={POPUP_ITEM}>
      <Base.ItemText className="min-w-0 flex-1">
        <ListedText option={option} />
      </Base.ItemText>
      <Base.ItemIndicator>
        <Check aria-hidden className="size-4 text-accent" />
      </Base.ItemIndicator>
    </Base.Item>
  );
}
