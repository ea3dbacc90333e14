import type { ReactNode } from 'react';
import { StepCrumbs } from '#components/ui/navigation/step-crumbs.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import { ConnectorGlyph } from './connector-glyph.tsx';
import { ConnectorName } from './connector-name.tsx';

export interface ConnectorDialogProps {
  open?: boolean;
  /** Null while the dialog is closed. */
  type: string | null;
  title: ReactNode;
  /** The names of the dialog's two steps. */
  steps: readonly [string, string];
  isOnSecondStep: boolean;
  onClose: () => void;
  foot: ReactNode;
  children: ReactNode;
}

/** A dialog with two steps, headed by a connector's name and icon. */
export function ConnectorDialog({
  open = true,
  type,
  title,
  steps,
  isOnSecondStep,
  onClose,
  foot,
  children,
}: ConnectorDialogProps) {
  const [first, second] = steps;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description={type !== null && <ConnectorName type={type} />}
      tile={
        <Tile>
          <ConnectorGlyph />
        </Tile>
      }
      steps={
        <StepCrumbs
          steps={[
            { label: first, state: isOnSecondStep ? 'done' : 'current' },
            { label: second, state: isOnSecondStep ? 'current' : 'todo' },
          ]}
        />
      }
      foot={foot}
    >
      {children}
    </Dialog>
  );
}
