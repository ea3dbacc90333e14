import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LinkButton } from './link-button.tsx';

export interface PersonalToggleProps {
  shown: boolean;
  onChange: (shown: boolean) => void;
}

/** Shows or hides personal values, which are fetched only when shown. */
export function PersonalToggle({ shown, onChange }: PersonalToggleProps) {
  const t = useTranslations('records.personal');
  const Icon = shown ? EyeOff : Eye;
  return (
    <LinkButton needs="values.show" icon={<Icon aria-hidden />} onClick={() => onChange(!shown)} className="text-sm">
      {t(shown ? 'hide' : 'show')}
    </LinkButton>
  );
}
