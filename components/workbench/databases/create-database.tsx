'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState, useTransition } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import { databasePath } from '#components/paths.ts';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { DatabaseActions } from './database-actions.ts';

export interface CreateDatabaseProps {
  create: DatabaseActions['create'];
  onClose: () => void;
}

export function CreateDatabase({ create, onClose }: CreateDatabaseProps) {
  const t = useTranslations('workbench.databases');
  const formId = useId();
  const resultOf = useActionResult();
  const router = useRouter();
  const [database, setDatabase] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, startTransition] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (database.trim() === '') return setProblem(t('nameRequired'));
    startTransition(async () => {
      const result = await resultOf(create({ name: database }));
      if (!result.ok) return setProblem(result.message);
      onClose();
      router.push(databasePath(result.value.name));
    });
  };
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={t('create')}
      foot={<SaveFoot formId={formId} label={t('create')} busy={isBusy} onCancel={onClose} />}
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Field label={t('columns.name')} required help={t('nameHelp')} error={problem}>
          <TextInput
            autoComplete="off"
            spellCheck={false}
            value={database}
            onChange={({ target }) => setDatabase(target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
