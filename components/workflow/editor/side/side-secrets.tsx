'use client';

import { KeyRound, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useMay } from '#components/access/access-provider.tsx';
import { NeedNote } from '#components/access/form-access.tsx';
import { useActionResult } from '#components/http/use-action-result.ts';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { useRemoval } from '#components/ui/overlays/use-removal.ts';
import { prose } from '#components/ui/text/prose.tsx';
import { SecretDialog } from '../dialogs/secret-dialog.tsx';
import type { EditorActions, SecretKey } from '../editor-actions.ts';
import { SideSection } from './side-section.tsx';

export interface SideSecretsProps {
  project: number;
  initial: readonly SecretKey[];
  actions: EditorActions;
}

/** The keys of a project's secrets. Values can be set and deleted, never read. */
export function SideSecrets({ project, initial, actions }: SideSecretsProps) {
  const t = useTranslations('workflows.secrets');
  const mayWrite = useMay('workflows.write');
  const resultOf = useActionResult();
  const [secrets, setSecrets] = useState(initial);
  /** The key whose value is to be set; empty for a new one. */
  const [keyToSet, setKeyToSet] = useState<string>();
  const [keyToDelete, setKeyToDelete] = useState<string>();
  const { trackRemoval, isOpenerGone } = useRemoval(keyToDelete !== undefined);
  const remove = async (key: string) => {
    const result = await trackRemoval(resultOf(actions.deleteSecret({ workflow_project: project, key })));
    setKeyToDelete(undefined);
    if (!result.ok) return void toast.error(result.message);
    setSecrets(result.value.data);
    toast.success(t('deleted', { key }));
  };
  return (
    <SideSection
      title={t('title')}
      actions={
        <LinkButton
          needs="workflows.write"
          className="text-sm"
          icon={<Plus aria-hidden />}
          onClick={() => setKeyToSet('')}
        >
          {t('add')}
        </LinkButton>
      }
    >
      <NeedNote needs="workflows.write" />
      {mayWrite && secrets.length === 0 && <p className="text-sm text-text-muted">{t.rich('none', prose)}</p>}
      <ul className="grid gap-1 text-sm">
        {secrets.map(({ key }) => (
          <li key={key} className="flex min-h-7 items-center gap-2">
            <KeyRound aria-hidden className="size-4 flex-none text-text-muted" />
            <span className="mono min-w-0 truncate" title={key}>
              {key}
            </span>
            <span className="ml-auto flex items-center gap-1">
              <LinkButton needs="workflows.write" className="text-xs" onClick={() => setKeyToSet(key)}>
                {t('change')}
                <span className="sr-only"> {key}</span>
              </LinkButton>
              <IconButton
                needs="workflows.write"
                size="sm"
                label={t('delete', { key })}
                icon={<Trash2 aria-hidden />}
                onClick={() => setKeyToDelete(key)}
              />
            </span>
          </li>
        ))}
      </ul>
      {keyToSet !== undefined && (
        <SecretDialog
          project={project}
          initialKey={keyToSet}
          setSecret={actions.setSecret}
          onClose={() => setKeyToSet(undefined)}
          onSaved={setSecrets}
        />
      )}
      {keyToDelete !== undefined && (
        <ConfirmDialog
          danger
          open
          onOpenChange={() => setKeyToDelete(undefined)}
          title={t('deleteTitle', { key: keyToDelete })}
          confirmLabel={t('deleteConfirm')}
          onConfirm={() => remove(keyToDelete)}
          isOpenerGone={isOpenerGone}
        >
          <p>{t('deleteText')}</p>
        </ConfirmDialog>
      )}
    </SideSection>
  );
}
