'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { ReviewContext } from '../review-context.ts';

export interface ReplaceDialogProps {
  context: ReviewContext;
  /** The cell to start from; the dialog is closed if undefined. */
  from: { readonly column: string; readonly value: string } | undefined;
  onClose: () => void;
}

/** Replaces a value in all cells of a column. */
export function ReplaceDialog({ context, from, onClose }: ReplaceDialogProps) {
  const t = useTranslations('review.fix.replace');
  const formId = useId();
  return (
    <Dialog
      open={from !== undefined}
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={t('title')}
      description={t('text')}
      foot={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={context.edits.isBusy}>
            {t('action')}
          </Button>
        </>
      }
    >
      {from && (
        <ReplaceForm key={`${from.column} ${from.value}`} id={formId} context={context} from={from} onDone={onClose} />
      )}
    </Dialog>
  );
}

interface ReplaceFormProps {
  id: string;
  context: ReviewContext;
  from: { readonly column: string; readonly value: string };
  onDone: () => void;
}

function ReplaceForm({ id, context: { columns, edits }, from: opened, onDone }: ReplaceFormProps) {
  const t = useTranslations('review.fix.replace');
  const [column, setColumn] = useState(opened.column);
  const [from, setFrom] = useState(opened.value);
  const [to, setTo] = useState('');
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const edited = await edits.run({ kind: 'replace', column, from, to });
    if (edited && edited.changedCount > 0) return onDone();
    setError(edited ? t('nothing', { column }) : t('refused'));
  };
  const sent = columns.filter(({ field }) => field !== undefined);
  return (
    <form id={id} onSubmit={submit} className="grid gap-4">
      <Field label={t('column')}>
        <Select
          value={column}
          onValueChange={setColumn}
          choices={sent.map((each) => ({ value: each.column, label: each.column, mono: true }))}
        />
      </Field>
      <Field label={t('from')} help={t('fromHelp')} error={error}>
        <TextInput value={from} autoComplete="off" onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field label={t('to')} help={t('toHelp')}>
        <TextInput value={to} autoComplete="off" onChange={(event) => setTo(event.target.value)} />
      </Field>
    </form>
  );
}
