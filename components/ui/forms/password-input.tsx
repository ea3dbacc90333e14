'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentPropsWithRef, useState } from 'react';
import { controlStyle } from './control-style.ts';
import { useFieldControl } from './field-context.ts';

export interface PasswordInputProps extends Omit<ComponentPropsWithRef<'input'>, 'size' | 'type'> {}

/** A secret, hidden until revealed. Paste and password managers work. */
export function PasswordInput({ className, ...props }: PasswordInputProps) {
  const t = useTranslations('shell.kit');
  const wiring = useFieldControl(props);
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <span className={controlStyle('md', `flex items-center gap-2 pr-1.5! ${className ?? ''}`)}>
      <input
        autoComplete="off"
        spellCheck={false}
        {...props}
        {...wiring}
        readOnly={wiring['aria-disabled'] ?? props.readOnly}
        type={shown ? 'text' : 'password'}
        className="min-w-0 flex-1 bg-transparent outline-none"
      />
      <button
        type="button"
        aria-controls={wiring.id}
        aria-label={shown ? t('hideValue') : t('showValue')}
        title={shown ? t('hideValue') : t('showValue')}
        onClick={() => setShown(!shown)}
        className="grid size-7 flex-none place-items-center rounded-tag text-text-muted hover:bg-surface-hover hover:text-text max-wide:size-9"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </span>
  );
}
