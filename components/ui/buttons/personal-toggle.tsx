'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMay } from '#components/access/access-provider.tsx';
import { ValuesHidden } from '#components/access/values-hidden.tsx';
import { LinkButton } from './link-button.tsx';

export interface PersonalToggleProps {
  shown: boolean;
  onChange: (shown: boolean) => void;
}

/**
 * Shows or hides personal values, which are fetched only when shown. Readers who may not see them get the reason
 * instead.
 */
export function PersonalToggle({ shown, onChange }: PersonalToggleProps) {
  const t = useTranslations('records.personal');
  const Icon = shown ? EyeOff : Eye;
  if (!useMay('values.show')) return <ValuesHidden />;
  return (
    <LinkButton needs="values.show" icon={<Icon aria-hidden />} onClick={() => onChange(!shown)} className="text-sm">
      {t(shown ? 'hide' : 'show')}
    </LinkButton>
  );
}
