'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { OthersChanges } from '#lib/core/workflow/draft/project-draft.ts';
import { PathList } from './path-list.tsx';
import { RevisionsLink } from './revisions-link.tsx';

export interface OutdatedDialogProps {
  project: number;
  changes: OthersChanges;
  onClose: () => void;
  onDiscard: () => void;
  onKeep: () => void;
}

/**
 * Lists the files that newer revisions than the draft's have changed, and those of them that the draft would replace.
 * Offers to keep or discard the draft's changes.
 */
export function OutdatedDialog({ project, changes, onClose, onDiscard, onKeep }: OutdatedDialogProps) {
  const t = useTranslations('workflows.outdated');
  const { revision, theirs, both } = changes;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('title', { revision })}
      description={t('notSaved')}
      foot={
        <>
          <Button onClick={onDiscard}>{t('discard')}</Button>
          <Button variant="primary" onClick={onKeep}>
            {t('keep')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 text-sm">
        <p>{t('theirs', { count: theirs.length })}</p>
        <PathList paths={theirs} />
        {both.length > 0 && (
          <>
            <p className="text-warning">{t('both', { count: both.length })}</p>
            <PathList paths={both} />
          </>
        )}
        <p className="text-text-muted">
          {t.rich('text', { link: (chunks) => <RevisionsLink project={project}>{chunks}</RevisionsLink> })}
        </p>
      </div>
    </Dialog>
  );
}
