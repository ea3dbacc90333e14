'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useServiceName } from '#components/job/use-service-name.ts';
import { recordsPath } from '#components/paths.ts';
import { PersonalToggle, type PersonalToggleProps } from '#components/ui/buttons/personal-toggle.tsx';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import { type RecordFacets, type RecordQuery, recordQueryString } from '#lib/core/view/record-query.ts';
import type { CodeCount } from '#lib/core/view/record-view.ts';
import { RecordSearch } from './record-search.tsx';
import { RecordsFacets } from './records-facets.tsx';

export interface RecordsBarProps {
  job: JobView;
  query: RecordQuery;
  total: number;
  personal: PersonalToggleProps;
  facets: RecordFacets | null;
  codes: readonly CodeCount[];
}

/** Record search, count and, on narrow screens, the filters. */
export function RecordsBar({ job, query, total, personal, facets, codes }: RecordsBarProps) {
  const t = useTranslations('records');
  const router = useRouter();
  const [isFiltering, setFiltering] = useState(false);
  const service = useServiceName(job);
  const find = (record: number) =>
    router.push(recordsPath(job.id) + recordQueryString({ ...query, after: Math.max(0, record - 1), record }), {
      scroll: false,
    });
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2.5 max-wide:px-4">
      <RecordSearch onFind={find} />
      <span className="lg:hidden">
        <Chip
          pressed={query.code !== undefined || query.column !== undefined || query.status !== 'open'}
          aria-haspopup="dialog"
          icon={<SlidersHorizontal aria-hidden />}
          onClick={() => setFiltering(true)}
        >
          {t(`filter.${query.status}`, { service })}
        </Chip>
      </span>
      <p className="text-text-muted text-xs max-wide:min-w-40 max-wide:flex-1">{t('count', { count: total })}</p>
      <span className="wide:ml-auto">
        <PersonalToggle {...personal} />
      </span>
      <Drawer open={isFiltering} onClose={() => setFiltering(false)} title={t('filter.show')}>
        {/* Choosing a facet closes the drawer. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: it reacts to clicks on the links inside */}
        <div onClick={(event) => event.target instanceof Element && event.target.closest('a') && setFiltering(false)}>
          <RecordsFacets job={job} query={query} facets={facets} codes={codes} />
        </div>
      </Drawer>
    </div>
  );
}
