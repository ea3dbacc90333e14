'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { Share, ShareBar } from '#components/ui/charts/share.tsx';
import { POPUP, POPUP_ITEM } from '#components/ui/overlays/popup-style.ts';
import { Kbd } from '#components/ui/text/kbd.tsx';
import type { SuggestedValue } from './use-column-values.ts';
import { SHOW_VALUES } from './use-suggestions.ts';

export interface SuggestionsProps {
  column: string;
  chosen: readonly string[];
  isHidden: boolean;
  /** The element below which the list opens. */
  anchor?: RefObject<HTMLElement | null>;
}

/** The most frequent values of a column with their shares; while the values are hidden, an item that shows them. */
export function Suggestions({ column, chosen, isHidden, anchor }: SuggestionsProps) {
  const t = useTranslations('segment-editor.values');
  return (
    <Autocomplete.Portal>
      <Autocomplete.Positioner anchor={anchor} sideOffset={4} align="start" className="z-40 empty:hidden">
        <Autocomplete.Popup className={`${POPUP} w-84 max-w-(--available-width)`} aria-label={t('of', { column })}>
          <div className="flex justify-between gap-2 px-2.5 pt-1 pb-1.5 font-medium text-text-muted text-xs">
            <span className="truncate">{t('of', { column })}</span>
            {!isHidden && <span>{t('share')}</span>}
          </div>
          {isHidden && <p className="px-2.5 pb-1 text-text-muted text-xs">{t('hidden')}</p>}
          <Autocomplete.List
            aria-label={t('of', { column })}
            className="max-h-[min(16rem,calc(var(--available-height)-5rem))] overflow-auto empty:hidden"
          >
            {({ value, share }: SuggestedValue) =>
              value === SHOW_VALUES ? (
                <Autocomplete.Item key={value} value={value} className={`${POPUP_ITEM} font-medium text-accent`}>
                  {t('show')}
                </Autocomplete.Item>
              ) : (
                <Autocomplete.Item
                  key={value}
                  value={value}
                  className={`${POPUP_ITEM} grid! grid-cols-[1rem_minmax(0,1fr)_4.5rem_3rem] gap-2.5!`}
                >
                  <span>{chosen.includes(value) && <Check aria-hidden className="size-4 text-accent" />}</span>
                  <b className="truncate font-semibold">{value}</b>
                  <ShareBar value={share} />
                  <span className="text-end text-text-muted">
                    <Share value={share} />
                  </span>
                </Autocomplete.Item>
              )
            }
          </Autocomplete.List>
          {!isHidden && (
            <div
              aria-hidden
              className="mt-1 flex gap-1 border-border border-t px-2.5 pt-1.5 pb-1 text-text-muted text-xs"
            >
              <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('choose')} <Kbd>Enter</Kbd> {t('add')}
            </div>
          )}
        </Autocomplete.Popup>
      </Autocomplete.Positioner>
    </Autocomplete.Portal>
  );
}
