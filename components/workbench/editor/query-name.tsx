'use client';

import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { isComposing } from '#components/layout/is-composing.ts';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';

export interface QueryNameProps {
  name: string;
  /** Why saving failed because of the name; another object each time. */
  problem: object | undefined;
  onChange: (name: string) => void;
}

/** The name of a query, edited in place. */
export function QueryName({ name, problem, onChange }: QueryNameProps) {
  const t = useTranslations('workbench.editor');
  const [isEditing, setEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (problem) setEditing(true);
  }, [problem]);
  useEffect(() => {
    if (wasEditing.current && !isEditing && document.activeElement === document.body) editButton.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and Escape may also end the composition of Japanese input.
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault();
      setEditing(false);
    }
  };
  if (isEditing)
    return (
      <TextInput
        autoFocus
        aria-label={t('name')}
        value={name}
        maxLength={100}
        autoComplete="off"
        controlSize="sm"
        className="w-64! text-lg! max-wide:w-full!"
        onChange={({ target }) => onChange(target.value)}
        onBlur={() => setEditing(false)}
        onKeyDown={onKeyDown}
      />
    );
  return (
    <span className="inline-flex items-center gap-1">
      {name.trim() === '' ? <span className="text-text-muted">{t('untitled')}</span> : name}
      <IconButton
        needs="queries.write"
        ref={editButton}
        size="sm"
        label={t('rename')}
        icon={<Pencil aria-hidden />}
        onClick={() => setEditing(true)}
      />
    </span>
  );
}
