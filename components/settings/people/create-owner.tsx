'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { PasswordInput } from '#components/ui/forms/password-input.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { newOwner } from '#lib/core/people/person.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { SettingsSheet } from '../settings-sheet.tsx';

interface CreateOwnerProps {
  readonly create: (input: Readonly<Record<string, unknown>>) => Promise<ActionResult<null>>;
}

const FIELDS = ['name', 'email', 'password'] as const;

/** Creates the first person, the owner. Until then, the console needs no sign-in. */
export function CreateOwner({ create }: CreateOwnerProps) {
  const t = useTranslations('settings.people');
  const resultOf = useActionResult();
  const formId = useId();
  const [refusal, setRefusal] = useState<string>();
  const [isDone, setDone] = useState(false);
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(newOwner),
    defaultValues: { name: '', email: '', password: '' },
  });
  const { errors, isSubmitting } = formState;
  const submit = handleSubmit(async (entered) => {
    setRefusal(undefined);
    const result = await resultOf(create(entered));
    if (result.ok) {
      setDone(true);
      // A full reload renders every part of the page for the person who is now signed in.
      return window.location.reload();
    }
    const field = FIELDS.find((name) => result.fieldErrors[name]);
    if (field) setError(field, { message: result.message }, { shouldFocus: true });
    else setRefusal(result.message);
  });
  return (
    <SettingsSheet
      page="people"
      foot={
        <Button variant="primary" type="submit" form={formId} busy={isSubmitting || isDone} className="ml-auto">
          {t('owner.action')}
        </Button>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="grid max-w-140 gap-6 p-6 max-wide:p-4">
        <Banner tone="info" title={t('owner.title')}>
          {t('owner.text')}
        </Banner>
        {refusal && (
          <Banner tone="error" live>
            {refusal}
          </Banner>
        )}
        <Field label={t('name')} required error={errors.name?.message}>
          <TextInput autoComplete="name" {...register('name')} />
        </Field>
        <Field label={t('email')} required help={t('owner.emailHelp')} error={errors.email?.message}>
          <TextInput type="email" autoComplete="username" {...register('email')} />
        </Field>
        <Field label={t('password')} required help={t('passwordHelp')} error={errors.password?.message}>
          <PasswordInput autoComplete="new-password" {...register('password')} />
        </Field>
      </form>
    </SettingsSheet>
  );
}
