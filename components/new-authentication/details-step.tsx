'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { details } from '#lib/core/access/authentication-input.ts';
import { type CreateAuthentication, choiceOf } from './authentication-actions.ts';
import { EnteredToken } from './entered-token.tsx';
import { useCreatedRedirect } from './use-created-redirect.ts';
import type { EnteredCredentials } from './use-wizard.ts';

export interface DetailsStepProps {
  formId: string;
  type: string;
  entered: EnteredCredentials;
  create: CreateAuthentication;
  onSaving: (isSaving: boolean) => void;
  onChangeToken: () => void;
  /** Gets the new authentication, instead of opening the list or the export. */
  onCreated?: (created: AuthenticationChoice) => void;
}

export function DetailsStep({ formId, type, entered, create, onSaving, onChangeToken, onCreated }: DetailsStepProps) {
  const t = useTranslations('authentications.new');
  const resultOf = useActionResult();
  const redirect = useCreatedRedirect();
  const form = useForm({ resolver: useFormResolver(details), defaultValues: { name: '' } });
  const { setError, setFocus, formState } = form;
  useEffect(() => setFocus('name'), [setFocus]);
  const save = async ({ name }: { name: string }) => {
    onSaving(true);
    const result = await resultOf(() => create({ type, access_token: entered.access_token, name }));
    onSaving(false);
    if (!result.ok) return setError('name', { message: result.message }, { shouldFocus: true });
    if (onCreated) return onCreated(choiceOf(result.value));
    redirect(result.value, t('created', { name: result.value.name }));
  };
  return (
    <form id={formId} noValidate onSubmit={form.handleSubmit(save)} className="grid gap-5">
      <EnteredToken entered={entered} onChange={onChangeToken} />
      <Field label={t('name')} required help={t('nameHelp')} error={formState.errors.name?.message}>
        <TextInput autoComplete="off" {...form.register('name')} />
      </Field>
    </form>
  );
}
