'use client';

import { useTranslations } from 'next-intl';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { PasswordInput } from '#components/ui/forms/password-input.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { changedPassword } from '#lib/core/people/person.ts';
import type { AccountActions } from './account-actions.ts';

interface PasswordFormProps {
  readonly changedAt: number | null;
  readonly change: AccountActions['changeOwnPassword'];
}

export function PasswordForm({ changedAt, change }: PasswordFormProps) {
  const t = useTranslations('people');
  const resultOf = useActionResult();
  const { register, reset, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(changedPassword),
    defaultValues: { current: '', password: '' },
  });
  const { errors, isSubmitting } = formState;
  const submit = handleSubmit(async (entered) => {
    const result = await resultOf(change(entered));
    if (!result.ok) {
      const field = result.fieldErrors['current'] ? 'current' : 'password';
      return setError(field, { message: result.message }, { shouldFocus: true });
    }
    reset();
    toast.success(t('account.passwordChanged'));
  });
  return (
    <form noValidate onSubmit={submit} className="grid max-w-140 gap-5">
      {changedAt !== null && (
        <p className="text-sm text-text-muted">
          {t.rich('account.changedAt', { date: () => <Time value={changedAt} shape="date" /> })}
        </p>
      )}
      <Field label={t('account.current')} required error={errors.current?.message}>
        <PasswordInput autoComplete="current-password" {...register('current')} />
      </Field>
      <Field label={t('account.new')} required help={t('passwordHelp')} error={errors.password?.message}>
        <PasswordInput autoComplete="new-password" {...register('password')} />
      </Field>
      <Button type="submit" busy={isSubmitting} className="justify-self-start">
        {t('account.change')}
      </Button>
    </form>
  );
}
