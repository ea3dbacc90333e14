'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMay } from '#components/access/access-provider.tsx';
import { ValuesHidden } from '#components/access/values-hidden.tsx';
import { LinkButton } from './link-button.tsx';

export interface PersonalToggleProps {
  isShown: boolean;
  onChange: (isShown: boolean) => void;
}

/**
 * Shows or hides personal values, which are fetched only when shown. Visitors who may not see them get the reason
 * instead.
 */
export function PersonalToggle({ isShown, onChange }: PersonalToggleProps) {
  const t = useTranslations('records.personal');
  const Icon = isShown ? EyeOff : Eye;
  if (!useMay('values.show')) return <ValuesHidden />;
  return (
    <LinkButton needs="values.show" icon={<Icon aria-hidden />} onClick={() => onChange(!isShown)} className="text-sm">
      {t(isShown ? 'hide' : 'show')}
    </LinkButton>
  );
}
