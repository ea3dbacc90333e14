'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { SegmentFolder } from '#lib/core/audience/segment.ts';
import { isWithinFolder, pathOf } from '../folder-paths.ts';
import type { ListedSegment } from '../shown-segment.ts';
import { useStudio } from '../studio-context.ts';
import type { StudioDialogProps } from './dialog-props.ts';

type Movable = { readonly segment: ListedSegment } | { readonly folder: SegmentFolder };

/** Moves a segment or a folder to another folder. */
export function MoveDialog({ item, actions, onClose }: StudioDialogProps & { item: Movable }) {
  const t = useTranslations('audience-studio');
  const { folders } = useStudio().studio;
  const resultOf = useActionResult();
  const formId = useId();
  const from = 'segment' in item ? item.segment.folderId : item.folder.parent;
  const { name } = 'segment' in item ? item.segment : item.folder;
  const [to, setTo] = useState(String(from));
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const choices = folders
    .filter(({ id }) => !('folder' in item && isWithinFolder(folders, id, item.folder.id)))
    .map(({ id }) => ({ value: String(id), label: pathOf(folders, id).join(' / ') || t('root') }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await resultOf(
      'segment' in item
        ? actions.changeSegment({ segment: item.segment.id, folder: pathOf(folders, Number(to)) })
        : actions.changeFolder({ folder: item.folder.id, parent: Number(to) }),
    );
    setBusy(false);
    if (!result.ok) return setError(result.message);
    toast.success(t('move.done', { name }));
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={t('move.title', { name })}
      foot={<SaveFoot formId={formId} busy={isBusy} onCancel={onClose} label={t('move.save')} />}
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Field label={t('move.label')} required help={t('move.help')} error={error}>
          <Combobox label={t('move.label')} choices={choices} value={to} onValueChange={setTo} />
        </Field>
      </form>
    </Dialog>
  );
}
