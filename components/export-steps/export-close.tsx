import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AUTHENTICATIONS } from '#components/paths.ts';
import { iconButtonStyle } from '#components/ui/buttons/button-style.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Tooltip } from '#components/ui/overlays/tooltip.tsx';

/** Leaves the steps. The upload and its draft are kept under their URL. */
export function ExportClose() {
  const t = useTranslations('exports');
  return (
    <Tooltip text={t('close')}>
      <Link href={AUTHENTICATIONS} aria-label={t('close')} className={iconButtonStyle('plain', 'md')}>
        <X aria-hidden />
      </Link>
    </Tooltip>
  );
}
