import type { Dialog } from '@base-ui/react/dialog';
import { useEffect, useRef } from 'react';

/** The longest time between the clicks of a double click; the default of Windows and macOS. */
const DOUBLE_CLICK_MS = 500;

/**
 * `onOpenChange` for a dialog that a double click on its button leaves open: the second click lands on the backdrop
 * and would close the dialog.
 */
export function useDoubleClickGuard(isOpen: boolean, onOpenChange: (open: boolean) => void) {
  const openedAt = useRef(0);
  useEffect(() => {
    if (isOpen) openedAt.current = performance.now();
  }, [isOpen]);
  return (open: boolean, details: Dialog.Root.ChangeEventDetails) => {
    const isSecondClick =
      details.reason === 'outside-press' && details.event.timeStamp - openedAt.current < DOUBLE_CLICK_MS;
    if (isSecondClick) details.cancel();
    else onOpenChange(open);
  };
}
