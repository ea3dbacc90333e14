'use client';

import { useTranslations } from 'next-intl';
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { markStored } from './mark-stored.ts';

/**
 * Saves a settings form. Field errors are shown at their fields, others in a toast. `onSaved` returns the form values
 * that are now stored.
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
    const fieldErrors = Object.entries(result.fieldErrors).filter(([name]) => name in form.getValues());
    for (const [name, message] of fieldErrors)
      form.setError(name as FieldPath<Values>, { message }, { shouldFocus: true });
    if (fieldErrors.length === 0) toast.error(result.message);
  };
}

/**
 * The changed values of a form. Only these are saved: the others may be outdated, and would revert what someone else
 * has changed since.
 */
export function changedIn<Values extends FieldValues, Output extends FieldValues>(
  { formState: { defaultValues }, getValues }: UseFormReturn<Values, unknown, Output>,
  values: Output,
): Partial<Output> {
  const before = (defaultValues ?? {}) as FieldValues;
  const now = getValues() as FieldValues;
  const isChanged = (name: string) => JSON.stringify(now[name]) !== JSON.stringify(before[name]);
  return Object.fromEntries(Object.entries(values).filter(([name]) => isChanged(name))) as Partial<Output>;
}
