'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useKeysText } from '#components/ui/hooks/use-keys-text.ts';
import { Tooltip } from '#components/ui/overlays/tooltip.tsx';
import { RAIL_ITEM } from './rail/rail-style.ts';
import { useShellDialog } from './shell-dialog-opener.ts';

/** Opens the command palette for those who do not use its shortcut. */
export function SearchButton({ expanded }: { expanded: boolean }) {
  const t = useTranslations('shell.palette');
  const openDialog = useShellDialog();
  return (
    <Tooltip text={`${t('open')} (${useKeysText()('Mod+K')})`} side="right">
      <button
        type="button"
        aria-label={t('open')}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => openDialog('palette')}
        className={`${RAIL_ITEM} ${expanded ? 'px-2.5' : 'w-10 justify-center max-wide:size-11'}`}
      >
        <Search aria-hidden />
        {expanded && <span className="truncate font-medium">{t('open')}</span>}
      </button>
    </Tooltip>
  );
}
