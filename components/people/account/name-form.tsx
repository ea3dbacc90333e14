'use client';

import { useTranslations } from 'next-intl';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { z } from 'zod';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { personNameInput } from '#lib/core/people/person.ts';
import type { AccountActions } from './account-actions.ts';

const ownName = z.object({ name: personNameInput });

export function NameForm({ name, rename }: { name: string; rename: AccountActions['renameSelf'] }) {
  const t = useTranslations('people');
  const resultOf = useActionResult();
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(ownName),
    values: { name },
  });
  const submit = handleSubmit(async (entered) => {
    const result = await resultOf(rename(entered));
    if (result.ok) toast.success(t('account.saved'));
    else setError('name', { message: result.message }, { shouldFocus: true });
  });
  return (
    <form noValidate onSubmit={submit} className="flex max-w-140 items-end gap-3">
      <Field label={t('name')} required error={formState.errors.name?.message} className="flex-1">
        <TextInput autoComplete="name" {...register('name')} />
      </Field>
      <Button type="submit" busy={formState.isSubmitting} disabled={!formState.isDirty}>
        {t('account.save')}
      </Button>
    </form>
  );
}
