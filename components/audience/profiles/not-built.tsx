import { UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AutoRefresh, WORKING_REFRESH_MS } from '#components/layout/auto-refresh.tsx';
import { SheetBody } from '#components/layout/sheet.tsx';
import { parentSegmentPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import type { Build } from '#lib/core/audience/build.ts';
import { isUnfinished } from '../build/is-unfinished.ts';

export interface NotBuiltProps {
  parentSegment: { readonly id: number; readonly name: string };
  /** The newest build, which may be the first one. */
  newestBuild: Build | null;
  /** What needs a build. */
  what: 'profiles' | 'population';
}

/** Shown before the first build, in place of what is read from a build. */
export function NotBuilt({ parentSegment: { id, name }, newestBuild, what }: NotBuiltProps) {
  const t = useTranslations('segment-tabs.unbuilt');
  const isBuilding = isUnfinished(newestBuild);
  return (
    <SheetBody>
      <AutoRefresh everyMs={WORKING_REFRESH_MS} active={isBuilding} />
      <EmptyState
        title={t('title')}
        icon={<UsersRound aria-hidden className="size-6 text-text-muted" />}
        actions={
          <ButtonLink size="sm" href={parentSegmentPath(id)}>
            {t('open')}
          </ButtonLink>
        }
      >
        {t(what, { name })} {newestBuild && isBuilding && t('building', { job: newestBuild.job })}
      </EmptyState>
    </SheetBody>
  );
}
