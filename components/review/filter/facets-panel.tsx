import { clsx } from 'clsx';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';

export interface FacetsPanelProps {
  isOpen: boolean;
  onFold: (isOpen: boolean) => void;
  children: ReactNode;
}

/** The filters beside the records. When they are folded, only a strip with a button is left. */
export function FacetsPanel({ isOpen, onFold, children }: FacetsPanelProps) {
  const t = useTranslations('review.facets');
  const Icon = isOpen ? PanelLeftClose : PanelLeftOpen;
  return (
    <div
      className={clsx(
        'relative row-start-2 border-border border-r max-lg:hidden',
        isOpen ? 'w-56 overflow-auto py-4 pr-2 pl-3' : 'w-10 px-1 py-2.5',
      )}
    >
      {/* The same button in both states, so that it keeps the focus. */}
      <span className={isOpen ? 'absolute top-2.5 right-2' : undefined}>
        <IconButton
          size="sm"
          label={t(isOpen ? 'fold' : 'unfold')}
          icon={<Icon aria-hidden />}
          onClick={() => onFold(!isOpen)}
        />
      </span>
      {isOpen && children}
    </div>
  );
}
