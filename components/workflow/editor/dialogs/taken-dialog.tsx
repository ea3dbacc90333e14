'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { othersChanges, type ProjectDraft, rebased, replacingNewest } from '#lib/core/workflow/draft/project-draft.ts';
import type { RevisionFiles } from '#lib/core/workflow/view/project-view.ts';
import { PathList } from './path-list.tsx';
import { RevisionsLink } from './revisions-link.tsx';

export interface TakenDialogProps {
  draft: ProjectDraft;
  /** The project that has the name already. */
  taken: { readonly project: number; readonly newest: RevisionFiles };
  onClose: () => void;
  /** Gets the draft on top of the newest revision, still unsaved. */
  onDraft: (draft: ProjectDraft) => void;
}

/**
 * Offers ways to store the files as the next revision of the project that already has the name, and lists what each
 * would replace or remove.
 */
export function TakenDialog({ draft, taken: { project, newest }, onClose, onDraft }: TakenDialogProps) {
  const t = useTranslations('workflows.taken');
  const { revision, both, missing } = othersChanges(draft, newest);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('title', { name: draft.name.trim() })}
      description={t('notSaved')}
      foot={
        <>
          <Button onClick={() => onDraft(rebased(draft, newest))}>{t('add')}</Button>
          <Button variant="primary" onClick={() => onDraft(replacingNewest(draft, newest))}>
            {t('replace', { revision: revision + 1 })}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 text-sm">
        {both.length > 0 && (
          <>
            <p className="text-warning">{t('both', { count: both.length })}</p>
            <PathList paths={both} />
          </>
        )}
        {missing.length > 0 && (
          <>
            <p className="text-warning">{t('missing', { count: missing.length, revision: revision + 1 })}</p>
            <PathList paths={missing} />
          </>
        )}
        <p className="text-text-muted">
          {t.rich('text', { link: (chunks) => <RevisionsLink project={project}>{chunks}</RevisionsLink> })}
        </p>
      </div>
    </Dialog>
  );
}
