import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { segmentPath, studioPath } from '#components/paths.ts';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { useWide } from '#components/ui/hooks/use-wide.ts';
import { useWizard } from '../wizard-context.ts';

export function WizardHead({ onClose }: { onClose: () => void }) {
  const t = useTranslations('activation-wizard');
  const isWide = useWide();
  const { start, segmentIds } = useWizard();
  const { parentSegment, segment, activation, use } = start;
  return (
    <SheetHead
      crumbs={
        isWide
          ? [
              { label: parentSegment.name, href: studioPath(parentSegment.id) },
              { label: segment.name, href: segmentPath(segmentIds) },
            ]
          : []
      }
      title={use === 'edit' && activation ? activation.name : t('title')}
      actions={<IconButton label={t('close')} icon={<X aria-hidden />} onClick={onClose} />}
    />
  );
}
