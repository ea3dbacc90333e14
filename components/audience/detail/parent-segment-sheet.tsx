import { ArrowRight } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AutoRefresh, WORKING_REFRESH_MS } from '#components/layout/auto-refresh.tsx';
import { Sheet, SheetSubtitle, SheetTabs } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import {
  databasePath,
  PARENT_SEGMENTS,
  parentSegmentBuildsPath,
  parentSegmentColumnsPath,
  parentSegmentPath,
  tablePath,
} from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { TabLinks } from '#components/ui/navigation/tab-links.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { audienceDatabase } from '#lib/core/audience/audience-database.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { scheduleWords } from '#lib/messages/schedule-words.ts';
import { BuildBadge } from '../build/build-badge.tsx';
import { isUnfinished } from '../build/is-unfinished.ts';
import { NextPlannedTime } from '../build/schedule-summary.tsx';
import type { ParentSegmentActions } from '../parent-segment-actions.ts';
import { ParentSegmentHeadActions } from './parent-segment-head-actions.tsx';
import type { ShownParentSegment } from './shown-parent-segment.ts';

export interface ParentSegmentSheetProps {
  shown: ShownParentSegment;
  actions: ParentSegmentActions;
  children: ReactNode;
}

/** The frame of all pages of a parent segment: its name, state, actions and tabs. */
export function ParentSegmentSheet({ shown, actions, children }: ParentSegmentSheetProps) {
  const t = useTranslations('parent-segments');
  const format = useFormatter();
  const locale = useLocale();
  const { parentSegment, buildInUse, builds } = shown;
  const { id, name, engine, master, schedule, timeZone } = parentSegment;
  const newestBuild = builds[0] ?? null;
  const isBuilding = isUnfinished(newestBuild);
  return (
    <Sheet>
      <AutoRefresh everyMs={WORKING_REFRESH_MS} active={isBuilding} />
      <SheetHead
        crumbs={[{ label: t('title'), href: PARENT_SEGMENTS }]}
        title={name}
        badges={
          <span role="status" className="flex flex-wrap gap-2">
            {newestBuild?.state === 'success' ? (
              <BuiltBadge at={newestBuild.endedAt} />
            ) : (
              <BuildBadge build={newestBuild} />
            )}
          </span>
        }
        actions={<ParentSegmentHeadActions parentSegment={{ id, name }} isBuilding={isBuilding} actions={actions} />}
      />
      <SheetSubtitle>
        {engine === 'trino' ? (
          <span className="flex items-center gap-2">
            <Tag>{t('trino')}</Tag>
            <span className="mono font-semibold text-text">
              {master.database}.{master.table}
            </span>
          </span>
        ) : (
          <Link href={tablePath(master.database, master.table)} className="mono font-semibold text-text">
            {master.database}.{master.table}
          </Link>
        )}
        <ArrowRight aria-hidden />
        {buildInUse === null ? (
          <span className="mono">{audienceDatabase(id)}</span>
        ) : (
          <Link href={databasePath(audienceDatabase(id))} className="mono link-underline">
            {audienceDatabase(id)}
          </Link>
        )}
        <span aria-hidden>·</span>
        {schedule === null ? (
          <span>{format.list([t('manual'), timeZone], LIST_FORMAT)}</span>
        ) : (
          <span>
            {format.list([scheduleWords(schedule, locale), schedule.timeZone], LIST_FORMAT)} <span aria-hidden>·</span>{' '}
            <NextPlannedTime schedule={schedule} />
          </span>
        )}
      </SheetSubtitle>
      <SheetTabs>
        <TabLinks
          tabs={[
            { href: parentSegmentPath(id), label: t('tabs.overview') },
            { href: parentSegmentBuildsPath(id), label: t('tabs.builds') },
            { href: parentSegmentColumnsPath(id), label: t('tabs.columns') },
          ]}
        />
      </SheetTabs>
      {children}
    </Sheet>
  );
}

function BuiltBadge({ at }: { at: number | null }) {
  const t = useTranslations('parent-segments');
  return <Badge tone="success">{t.rich('built', { time: () => at !== null && <Time value={at} /> })}</Badge>;
}
