'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { DeleteByName } from '#components/layout/delete-by-name.tsx';
import type { ProjectActions } from './project-actions.ts';

export interface DeleteProjectProps {
  project: { readonly id: number; readonly name: string };
  remove: ProjectActions['remove'];
  onClose: () => void;
  onDeleted?: () => void;
}

export function DeleteProject({ project: { id, name }, remove, onClose, onDeleted }: DeleteProjectProps) {
  const t = useTranslations('workflows.deletion');
  const router = useRouter();
  return (
    <DeleteByName
      name={name}
      text={t('text')}
      confirm={t('confirm')}
      remove={() => remove({ workflow_project: id })}
      onClose={onClose}
      onDeleted={onDeleted ?? (() => router.refresh())}
    />
  );
}
