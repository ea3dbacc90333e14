'use client';

import { useTranslations } from 'next-intl';
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { markStored } from './mark-stored.ts';

/**
 * Saves a settings form. Errors of a field are shown at the field, others in a toast. `onSaved` returns the values of
 * the form that are stored now.
 */
export function useSave<Values extends FieldValues, Output extends FieldValues, Sent, T>(
  form: UseFormReturn<Values, unknown, Output>,
  save: (sent: Sent) => Promise<ActionResult<T>>,
  onSaved: (answer: T, sent: Sent) => Partial<Values>,
) {
  const t = useTranslations('settings');
  const resultOf = useActionResult();
  return async (sent: Sent) => {
    const submitted = form.getValues();
    const result = await resultOf(() => save(sent));
    if (result.ok) {
      markStored(form, onSaved(result.value, sent), submitted);
      return void toast.success(t('saved'));
    }
    const atFields = Object.entries(result.fieldErrors).filter(([name]) => name in form.getValues());
    for (const [name, message] of atFields)
      form.setError(name as FieldPath<Values>, { message }, { shouldFocus: true });
    if (atFields.length === 0) toast.error(result.message);
  };
}

/**
 * What was changed in a form. Only that is saved, so that nothing is reverted that somebody else has changed since the
 * page was opened.
 */
export function changedIn<Values extends FieldValues, Output extends FieldValues>(
  { formState: { defaultValues }, getValues }: UseFormReturn<Values, unknown, Output>,
  sent: Output,
): Partial<Output> {
  const [before, now] = [(defaultValues ?? {}) as FieldValues, getValues() as FieldValues];
  const isChanged = (name: string) => JSON.stringify(now[name]) !== JSON.stringify(before[name]);
  return Object.fromEntries(Object.entries(sent).filter(([name]) => isChanged(name))) as Partial<Output>;
}
