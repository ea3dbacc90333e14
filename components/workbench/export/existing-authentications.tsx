'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { ConnectorGlyph } from '#components/connector/connector-glyph.tsx';
import type { AuthenticationChoice, SendForm } from '#components/export-settings/send-form.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import { Time } from '#components/ui/text/time.tsx';

export interface ExistingAuthenticationsProps {
  /** ID of the form that the dialog's button submits. */
  formId: string;
  form: SendForm;
  authentications: readonly AuthenticationChoice[];
  onChosen: (authentication: AuthenticationChoice) => void;
}

export function ExistingAuthentications({ formId, form, authentications, onChosen }: ExistingAuthenticationsProps) {
  const t = useTranslations('workbench.export');
  const errors = useTranslations('errors');
  const groupName = useId();
  const [search, setSearch] = useState('');
  const [isChoiceMissing, setChoiceMissing] = useState(false);
  const chosenId = useWatch({ control: form.control, name: 'authentication' });
  const term = search.trim().toLowerCase();
  const shown = authentications.filter(({ id, name }) => name.toLowerCase().includes(term) || String(id) === term);
  // Enter in the search also submits the form; an authentication that the search hides must not be submitted.
  const visibleChoice = shown.find(({ id }) => id === chosenId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (visibleChoice) onChosen(visibleChoice);
    else setChoiceMissing(true);
  };
  return (
    <form id={formId} noValidate onSubmit={submit} className="grid gap-3">
      <SearchInput label={t('search')} placeholder={t('search')} value={search} onValueChange={setSearch} />
      <fieldset className="grid max-h-72 gap-2 overflow-auto p-0.5">
        <legend className="sr-only">{t('existing')}</legend>
        {shown.map((authentication) => (
          <AuthenticationOption
            key={authentication.id}
            groupName={groupName}
            authentication={authentication}
            isChosen={authentication.id === chosenId}
            onChoose={() => form.setValue('authentication', authentication.id)}
          />
        ))}
      </fieldset>
      {shown.length === 0 && (
        <p className="text-sm text-text-muted">{t(authentications.length === 0 ? 'none' : 'noMatch')}</p>
      )}
      {isChoiceMissing && !visibleChoice && <FieldError>{errors('authentication_required')}</FieldError>}
    </form>
  );
}

interface AuthenticationOptionProps {
  /** The name that the radio buttons share. */
  groupName: string;
  authentication: AuthenticationChoice;
  isChosen: boolean;
  onChoose: () => void;
}

function AuthenticationOption({ groupName, authentication, isChosen, onChoose }: AuthenticationOptionProps) {
  const t = useTranslations('exports.send');
  const states = useTranslations('authentications.state');
  const { id, target, failedAt } = authentication;
  return (
    <label className="flex min-h-13 cursor-pointer items-center gap-3 rounded-card border border-border-strong px-3 py-2 hover:bg-surface-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus">
      <input
        type="radio"
        name={groupName}
        value={id}
        checked={isChosen}
        onChange={onChoose}
        className="size-4 flex-none accent-(--color-accent)"
      />
      <Tile size="sm">
        <ConnectorGlyph />
      </Tile>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{authentication.name}</span>
        <span className="block text-text-muted text-xs">{t('id', { id: String(id) })}</span>
      </span>
      {target === 'sandbox' && <Badge tone="test">{t('sandbox')}</Badge>}
      {failedAt !== null && (
        <Badge tone="error">
          <span>{states.rich('refused', { since: () => <Time value={failedAt} /> })}</span>
        </Badge>
      )}
    </label>
  );
}
