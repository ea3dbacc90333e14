'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { NORMAL_PRIORITY_INDEX, PRIORITIES, type Priority } from '#lib/core/job/query.ts';
import { type QueryChoice, queryInput } from '#lib/core/query/saved-query.ts';

export interface QueryOptionsProps {
  query: Pick<QueryChoice, 'priority' | 'retryLimit'>;
  onClose: () => void;
  onChange: (part: Pick<QueryChoice, 'priority' | 'retryLimit'>) => void;
}

const optionsInput = queryInput.pick({ priority: true, retryLimit: true });

/** The priority and retry limit of a query's jobs. */
export function QueryOptions({ query, onClose, onChange }: QueryOptionsProps) {
  const t = useTranslations('workbench.options');
  const formId = useId();
  const [priority, setPriority] = useState(query.priority);
  const [retries, setRetries] = useState(String(query.retryLimit));
  const [isInvalid, setInvalid] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = optionsInput.safeParse({ priority, retryLimit: retries });
    if (!parsed.success) return setInvalid(true);
    onChange(parsed.data);
    onClose();
  };
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={t('title')}
      foot={<SaveFoot formId={formId} label={t('done')} busy={false} onCancel={onClose} />}
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-5">
        <Field label={t('priority')} help={t('priorityHelp')}>
          <Select
            choices={PRIORITIES.map((name, index) => ({
              value: String(index - NORMAL_PRIORITY_INDEX),
              label: t(`priorities.${name}`),
            }))}
            value={String(priority)}
            onValueChange={(next) => setPriority(Number(next) as Priority)}
          />
        </Field>
        <Field label={t('retries')} help={t('retriesHelp')} error={isInvalid && t('retriesInvalid')}>
          <TextInput
            tabularDigits
            inputMode="numeric"
            value={retries}
            onChange={({ target }) => setRetries(target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
