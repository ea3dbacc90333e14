'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { useRemoval } from '#components/ui/overlays/use-removal.ts';
import { isTypedName } from '#lib/core/text/name.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export interface DeleteByNameProps {
  name: string;
  /** What is deleted, and what is kept. */
  text: string;
  /** The label of the button. */
  confirm: string;
  remove: () => Promise<ActionResult<unknown>>;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Deletes an object, which cannot be undone, once the person has typed its name. */
export function DeleteByName({ name, text, confirm, remove, onClose, onDeleted }: DeleteByNameProps) {
  const t = useTranslations('shell.deleteByName');
  const kit = useTranslations('shell.kit');
  const formId = useId();
  const resultOf = useActionResult();
  const [typed, setTyped] = useState('');
  const [isMismatchSubmitted, setMismatchSubmitted] = useState(false);
  const [isBusy, startTransition] = useTransition();
  const { trackRemoval, isOpenerGone } = useRemoval(true);
  const isMatch = isTypedName(typed, name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isMatch) return setMismatchSubmitted(true);
    startTransition(async () => {
      const result = await trackRemoval(resultOf(remove()));
      if (!result.ok) return void toast.error(result.message);
      toast.success(t('done', { name }));
      onClose();
      onDeleted?.();
    });
  };
  return (
    <Dialog
      open
      size="sm"
      isOpenerGone={isOpenerGone}
      onOpenChange={onClose}
      title={t('title', { name })}
      foot={
        <>
          <Button needs={null} onClick={onClose}>
            {kit('cancel')}
          </Button>
          <Button variant="danger" type="submit" form={formId} busy={isBusy}>
            {confirm}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
        <p className="text-text-muted">{text}</p>
        <Field label={t('write', { name })} error={isMismatchSubmitted && !isMatch && t('other')}>
          <TextInput
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
