'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { pathFrom } from '#lib/core/workflow/project-path.ts';

export interface FileNameDialogProps {
  /** The file to rename; undefined for a new one. */
  path: string | undefined;
  isTaken: (path: string) => boolean;
  onClose: () => void;
  onDone: (path: string) => void;
}

/** Asks for the path of a new or renamed file. */
export function FileNameDialog({ path, isTaken, onClose, onDone }: FileNameDialogProps) {
  const t = useTranslations('workflows.files');
  const formId = useId();
  const [text, setText] = useState(path ?? '');
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const newPath = text.trim();
    if (newPath === '' || pathFrom('', newPath) !== newPath) return setProblem(t('pathInvalid'));
    if (newPath !== path && isTaken(newPath)) return setProblem(t('pathTaken', { path: newPath }));
    onDone(newPath);
  };
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={path === undefined ? t('new') : t('renameTitle', { path })}
      foot={
        <SaveFoot formId={formId} busy={false} onCancel={onClose} label={t(path === undefined ? 'create' : 'rename')} />
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Field label={t('path')} required help={t('pathHelp')} error={problem}>
          <TextInput
            className="font-mono"
            autoComplete="off"
            spellCheck={false}
            placeholder="queries/orders.sql"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
