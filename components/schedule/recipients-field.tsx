'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { isComposing } from '#components/layout/is-composing.ts';
import { CONTROL_EDGE } from '#components/ui/forms/control-style.ts';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { MAX_RECIPIENTS, recipients } from '#lib/core/settings/notification-settings.ts';

export interface RecipientsFieldProps {
  label: string;
  value: readonly string[];
  onChange: (recipients: readonly string[]) => void;
  help: ReactNode;
  error?: string | undefined;
}

/**
 * Mail addresses as chips. Enter, a comma or leaving the field adds what was typed; Backspace turns the last chip into
 * text.
 */
export function RecipientsField({ label, value, onChange, help, error }: RecipientsFieldProps) {
  const t = useTranslations('schedules.recipients');
  const id = useId();
  const malformedIndex = value.findIndex((address) => !isAddress(address));
  const malformed = { number: malformedIndex + 1, count: value.length, address: value[malformedIndex] ?? '' };
  const problem = malformedIndex < 0 ? error : t('malformed', malformed);
  const [typed, setTyped] = useState('');
  const add = (text: string) => {
    const addresses = [...value];
    for (const address of text.split(/[\s,;]+/)) {
      const isListed = addresses.some((each) => each.toLowerCase() === address.toLowerCase());
      if (address !== '' && !isListed) addresses.push(address);
    }
    setTyped('');
    if (addresses.length > value.length) onChange(addresses);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add(typed);
    }
    if (event.key !== 'Backspace' || typed !== '' || value.length === 0) return;
    event.preventDefault();
    setTyped(value.at(-1) ?? '');
    onChange(value.slice(0, -1));
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold text-sm">
        {label}
      </label>
      <div
        className={`flex min-h-control flex-wrap items-center gap-1.5 rounded-control px-1.5 py-1 max-wide:min-h-11 ${CONTROL_EDGE}`}
      >
        {value.map((address) => (
          <RecipientChip
            key={address}
            address={address}
            isMalformed={!isAddress(address)}
            onRemove={() => onChange(value.filter((each) => each !== address))}
          />
        ))}
        <input
          id={id}
          type="email"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('add')}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={problem ? `${id}-error ${id}-help` : `${id}-help`}
          className="min-w-40 flex-1 bg-transparent px-1.5 outline-none max-wide:text-lg"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            event.preventDefault();
            add(typed + event.clipboardData.getData('text'));
          }}
          onBlur={() => add(typed)}
        />
      </div>
      {problem && <FieldError id={`${id}-error`}>{problem}</FieldError>}
      <Help id={`${id}-help`}>
        <span className="tabular-nums">{t('count', { count: value.length, max: MAX_RECIPIENTS })}</span> {help}
      </Help>
    </div>
  );
}

function isAddress(text: string): boolean {
  return recipients.safeParse([text]).success;
}

interface RecipientChipProps {
  address: string;
  isMalformed: boolean;
  onRemove: () => void;
}

function RecipientChip({ address, isMalformed, onRemove }: RecipientChipProps) {
  const t = useTranslations('schedules.recipients');
  const remove = t('remove', { address });
  return (
    <span
      className={clsx(
        'inline-flex min-h-6 max-w-full items-center rounded-tag ps-1.5 font-semibold text-xs',
        isMalformed ? 'bg-error-bg text-error' : 'bg-accent-soft text-accent-soft-text',
      )}
    >
      <span className="truncate">{address}</span>
      <button
        type="button"
        aria-label={remove}
        title={remove}
        className="inline-flex size-6 flex-none items-center justify-center max-wide:size-8"
        onClick={onRemove}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
