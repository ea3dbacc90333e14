'use client';

import { type ComponentProps, useState } from 'react';
import { ignoreEvent } from '#components/access/use-gate.ts';

type FocusProps = Pick<ComponentProps<'button'>, 'disabled' | 'onFocus' | 'onBlur'>;

/**
 * Props that keep the focus in a button which is disabled while it has the focus, such as Save after saving: the
 * browser would take the focus from a disabled element, and a person with a keyboard would have to start at the top.
 */
export function useKeptFocus({ disabled = false, onFocus, onBlur }: FocusProps) {
  const [hasFocus, setFocus] = useState(false);
  return {
    ...(disabled && hasFocus && { disabled: false, 'aria-disabled': true, onClick: ignoreEvent }),
    onFocus: (event) => {
      setFocus(true);
      onFocus?.(event);
    },
    onBlur: (event) => {
      setFocus(false);
      onBlur?.(event);
    },
  } satisfies ComponentProps<'button'>;
}
