'use client';

import { FolderPlus, Plus, UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FilteredList } from '#components/layout/filtered-list.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { newSegmentPath, STUDIO } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { rootOf } from '../folder-paths.ts';
import { useStudio } from '../studio-context.ts';
import { SegmentsTable } from './segments-table.tsx';

/** All segments of a parent segment. */
export function SegmentsSheet() {
  const t = useTranslations('audience-studio');
  const { studio, open } = useStudio();
  const { parentSegment, segments, folders } = studio;
  const createLink = (
    <ButtonLink variant="primary" href={newSegmentPath(parentSegment.id)} icon={<Plus aria-hidden />}>
      {t('newSegment')}
    </ButtonLink>
  );
  const openNewFolder = () => open({ kind: 'newFolder', folder: rootOf(folders) });
  return (
    <Sheet>
      <SheetHead
        crumbs={[{ label: t('title'), href: STUDIO }]}
        title={parentSegment.name}
        actions={
          <>
            <Button needs="audiences.write" icon={<FolderPlus aria-hidden />} onClick={openNewFolder}>
              {t('newFolder')}
            </Button>
            {segments.length > 0 && createLink}
          </>
        }
      />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {segments.length === 0 ? (
          <EmptyState
            title={t('list.empty.title')}
            icon={<UsersRound aria-hidden className="size-6 text-text-muted" />}
            actions={createLink}
          >
            {t('list.empty.text', { name: parentSegment.name })}
          </EmptyState>
        ) : (
          <FilteredList
            items={segments}
            textsOf={({ name, folder, description }) => [name, folder.join('/'), description]}
            filters={{}}
            texts={{
              search: t('list.search'),
              noMatch: t('list.noMatch'),
              noMatchText: t('list.noMatchText'),
            }}
            footOf={(count) => t('list.count', { count })}
          >
            {(shown) => <SegmentsTable segments={shown} />}
          </FilteredList>
        )}
      </SheetBody>
    </Sheet>
  );
}
