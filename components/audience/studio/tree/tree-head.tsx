'use client';

import { FolderPlus, Plus, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { newSegmentPath } from '#components/paths.ts';
import { iconButtonStyle } from '#components/ui/buttons/button-style.ts';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Tooltip } from '#components/ui/overlays/tooltip.tsx';
import { rootOf } from '../folder-paths.ts';
import { useStudio } from '../studio-context.ts';
import type { Tree } from './use-tree.ts';

/** The tree's title, its search, and buttons that create a folder or a segment at the top level. */
export function TreeHead({ tree: { search, setSearch } }: { tree: Tree }) {
  const t = useTranslations('audience-studio');
  const { studio, open } = useStudio();
  const [isSearching, setSearching] = useState(false);
  const toggleSearch = () => {
    setSearching(!isSearching);
    setSearch('');
  };
  return (
    <>
      <div className="flex items-center gap-0.5 pb-1 pl-2.5">
        <h2 className="flex-1 font-medium text-text-muted text-xs">{t('segments')}</h2>
        <IconButton
          size="sm"
          label={t('tree.search')}
          icon={<Search aria-hidden />}
          aria-expanded={isSearching}
          onClick={toggleSearch}
        />
        <IconButton
          needs="audiences.write"
          size="sm"
          label={t('newFolder')}
          icon={<FolderPlus aria-hidden />}
          onClick={() => open({ kind: 'newFolder', folder: rootOf(studio.folders) })}
        />
        <Tooltip text={t('newSegment')}>
          <Link
            href={newSegmentPath(studio.parentSegment.id)}
            aria-label={t('newSegment')}
            className={iconButtonStyle('plain', 'sm')}
          >
            <Plus aria-hidden />
          </Link>
        </Tooltip>
      </div>
      {isSearching && (
        <div className="px-1 pb-2">
          <SearchInput
            // A person who opens the search wants to type in it.
            autoFocus
            label={t('tree.search')}
            controlSize="sm"
            className="w-full"
            value={search}
            onValueChange={setSearch}
          />
        </div>
      )}
    </>
  );
}
