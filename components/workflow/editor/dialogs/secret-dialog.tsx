'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { PasswordInput } from '#components/ui/forms/password-input.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { EditorActions, SecretKey } from '../editor-actions.ts';

export interface SecretDialogProps {
  project: number;
  /** The secret whose value is replaced; empty for a new one. */
  initialKey: string;
  setSecret: EditorActions['setSecret'];
  onClose: () => void;
  onSaved: (secrets: readonly SecretKey[]) => void;
}

/** Sets a secret, whose value is never shown again. */
export function SecretDialog({ project, initialKey, setSecret, onClose, onSaved }: SecretDialogProps) {
  const t = useTranslations('workflows.secrets');
  const formId = useId();
  const resultOf = useActionResult();
  const [key, setKey] = useState(initialKey);
  const [value, setValue] = useState('');
  const [problems, setProblems] = useState<{ readonly key?: string; readonly value?: string; readonly all?: string }>(
    {},
  );
  const [isBusy, startTransition] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = {
      ...(key.trim() === '' && { key: t('keyRequired') }),
      ...(value === '' && { value: t('valueRequired') }),
    };
    setProblems(missing);
    if (Object.keys(missing).length > 0) return;
    startTransition(async () => {
      const result = await resultOf(setSecret({ workflow_project: project, key: key.trim(), value }));
      if (!result.ok)
        return setProblems(result.fieldErrors['key'] ? { key: result.fieldErrors['key'] } : { all: result.message });
      onSaved(result.value.data);
      toast.success(t('saved', { key: key.trim() }));
      onClose();
    });
  };
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={initialKey === '' ? t('add') : t('changeTitle', { key: initialKey })}
      foot={<SaveFoot formId={formId} busy={isBusy} onCancel={onClose} label={t('save')} />}
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-5">
        {initialKey === '' && (
          <Field label={t('key')} required help={t('keyHelp')} error={problems.key}>
            <TextInput
              className="font-mono"
              autoComplete="off"
              spellCheck={false}
              value={key}
              onChange={({ target }) => setKey(target.value)}
            />
          </Field>
        )}
        <Field label={t('value')} required help={t('valueHelp')} error={problems.value}>
          <PasswordInput value={value} onChange={({ target }) => setValue(target.value)} />
        </Field>
        {problems.all !== undefined && (
          <Banner tone="error" live>
            {problems.all}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
