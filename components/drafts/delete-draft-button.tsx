'use client';

import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DeleteDialog } from '#components/layout/delete-dialog.tsx';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import type { FileDraft } from '#lib/core/export/draft-list.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export type DeleteDraft = (input: { upload: number }) => Promise<ActionResult<unknown>>;

export interface DeleteDraftButtonProps {
  draft: FileDraft;
  remove: DeleteDraft;
  isTrialRunning: boolean;
}

/** Deletes a file that was not sent, with its choices and fixes, after a confirmation that names it. */
export function DeleteDraftButton({ draft: { id, name, trialCount }, remove, isTrialRunning }: DeleteDraftButtonProps) {
  const t = useTranslations('drafts.delete');
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton
        needs="uploads.write"
        size="sm"
        label={t('of', { name })}
        icon={<Trash2 aria-hidden />}
        disabled={isTrialRunning}
        onClick={() => setOpen(true)}
      />
      <DeleteDialog
        open={isOpen}
        onClose={() => setOpen(false)}
        remove={() => remove({ upload: id })}
        onDeleted={() => router.refresh()}
        texts={{ title: t('title', { name }), confirm: t('confirm'), done: t('done', { name }) }}
      >
        <p>{t('text')}</p>
        {trialCount > 0 && <p>{t('trials', { count: trialCount })}</p>}
      </DeleteDialog>
    </>
  );
}
