'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { IconButton } from '../buttons/icon-button.tsx';
import { LinkButton } from '../buttons/link-button.tsx';

export interface CopyButtonProps {
  /** The text to copy. */
  text: string;
  /** What is copied, such as "ID"; the accessible name is "Copy ID". */
  label?: string;
  iconOnly?: boolean;
  /** Replaces "Copy". */
  children?: string;
}

export function CopyButton({ text, label, iconOnly = false, children }: CopyButtonProps) {
  const t = useTranslations('shell.kit');
  const [state, setState] = useState<'idle' | 'copied' | 'copyFailed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('copyFailed'),
    );
  const icon = state === 'copied' ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />;
  return (
    <>
      {iconOnly ? (
        <IconButton label={label ? `${t('copy')} ${label}` : t('copy')} icon={icon} size="sm" onClick={copy} />
      ) : (
        <LinkButton icon={icon} onClick={copy} className="text-sm">
          {state === 'copied' ? t('copied') : (children ?? t('copy'))}
          {label && !children && <span className="sr-only"> {label}</span>}
        </LinkButton>
      )}
      <span role="status" className="sr-only">
        {state !== 'idle' && t(state)}
      </span>
    </>
  );
}
