import type { StudioActions } from '../shown-segment.ts';

export interface StudioDialogProps {
  actions: StudioActions;
  onClose: () => void;
}
