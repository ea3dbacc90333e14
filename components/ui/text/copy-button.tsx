'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { IconButton } from '../buttons/icon-button.tsx';
import { LinkButton } from '../buttons/link-button.tsx';
import { copyText } from './copy-text.ts';

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
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    const isDone = await copyText(text);
    setCopied(isDone);
    if (!isDone) toast.error(t('copyFailed'));
  };
  const name = label ? t('copyOf', { label }) : t('copy');
  const icon = isCopied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />;
  return (
    <>
      {iconOnly ? (
        <IconButton label={name} icon={icon} size="sm" onClick={copy} />
      ) : (
        <LinkButton icon={icon} onClick={copy} aria-label={children || isCopied ? undefined : name} className="text-sm">
          {isCopied ? t('copied') : (children ?? t('copy'))}
        </LinkButton>
      )}
      <span role="status" className="sr-only">
        {isCopied && t('copied')}
      </span>
    </>
  );
}
