import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';

export interface FacetsPanelProps {
  isOpen: boolean;
  onFold: (isOpen: boolean) => void;
  children: ReactNode;
}

/** The filters beside the records. Folded, only a strip with a button is left. */
export function FacetsPanel({ isOpen, onFold, children }: FacetsPanelProps) {
  const t = useTranslations('review.facets');
  const style = 'relative row-start-2 border-border border-r max-lg:hidden';
  if (!isOpen)
    return (
      <div className={`${style} w-10 px-1 py-2.5`}>
        <IconButton size="sm" label={t('unfold')} icon={<PanelLeftOpen aria-hidden />} onClick={() => onFold(true)} />
      </div>
    );
  return (
    <div className={`${style} w-56 overflow-auto py-4 pr-2 pl-3`}>
      <span className="absolute top-2.5 right-2">
        <IconButton size="sm" label={t('fold')} icon={<PanelLeftClose aria-hidden />} onClick={() => onFold(false)} />
      </span>
      {children}
    </div>
  );
}
