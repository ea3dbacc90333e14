'use client';

import { Combobox } from '@base-ui/react/combobox';
import { ChevronsUpDown, Plus, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { NEW_PARENT_SEGMENT, studioPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { POPUP, POPUP_ITEM } from '#components/ui/overlays/popup-style.ts';

export interface PickableParentSegment {
  readonly id: number;
  readonly name: string;
  readonly customers: number | null;
  readonly segmentCount: number;
}

/** Selects the parent segment whose segments are shown. */
export function ParentPicker({
  parentSegments,
  selectedId,
}: {
  parentSegments: readonly PickableParentSegment[];
  selectedId: number | null;
}) {
  const t = useTranslations('audience-studio.picker');
  const listText = useTranslations('parent-segments');
  const router = useRouter();
  const selected = parentSegments.find(({ id }) => id === selectedId) ?? null;
  return (
    <Combobox.Root<PickableParentSegment>
      items={parentSegments}
      value={selected}
      onValueChange={(next) => next && router.push(studioPath(next.id))}
      isItemEqualToValue={(a, b) => a.id === b.id}
      itemToStringLabel={({ name, id }) => `${name} ${id}`}
      autoHighlight
    >
      <Combobox.Trigger
        aria-label={`${t('label')}: ${selected?.name ?? t('none')}`}
        className="flex w-full cursor-pointer items-center gap-2 rounded-control border border-border-control bg-surface px-3 py-1.5 text-start hover:border-text-muted"
      >
        <span className="grid min-w-0 flex-1">
          <span className="text-text-muted text-xs">{t('label')}</span>
          <span className={selected ? 'truncate font-semibold' : 'text-text-muted'} title={selected?.name}>
            {selected?.name ?? t('none')}
          </span>
        </span>
        <ChevronsUpDown aria-hidden className="size-4 flex-none text-text-muted" />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} align="start" className="z-40">
          <Combobox.Popup aria-label={t('label')} className={`${POPUP} w-72 max-w-(--available-width) p-0`}>
            <span className="flex items-center gap-2 border-border border-b px-3">
              <Search aria-hidden className="size-4 flex-none text-text-muted" />
              <Combobox.Input
                aria-label={t('search')}
                placeholder={t('search')}
                className="min-h-control min-w-0 flex-1 bg-transparent outline-none max-wide:min-h-11 max-wide:text-lg"
              />
            </span>
            <Combobox.Empty className="text-text-muted [&:not(:empty)]:p-4">{listText('noMatch')}</Combobox.Empty>
            <Combobox.List className="max-h-80 overflow-auto p-1.5 empty:p-0">
              {(parentSegment: PickableParentSegment) => (
                <Combobox.Item key={parentSegment.id} value={parentSegment} className={POPUP_ITEM}>
                  <span className="grid min-w-0">
                    <b className="font-semibold [overflow-wrap:anywhere]">{parentSegment.name}</b>
                    <span className="text-text-muted text-xs">
                      {parentSegment.customers === null
                        ? t('notBuilt', { segments: parentSegment.segmentCount })
                        : t('facts', { customers: parentSegment.customers, segments: parentSegment.segmentCount })}
                    </span>
                  </span>
                </Combobox.Item>
              )}
            </Combobox.List>
            <div className="border-border border-t p-1.5">
              <Link
                href={NEW_PARENT_SEGMENT}
                className={`${POPUP_ITEM} text-text hover:bg-surface-hover hover:no-underline`}
              >
                <Plus aria-hidden className="size-4 text-text-muted" />
                {listText('new')}
              </Link>
            </div>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
