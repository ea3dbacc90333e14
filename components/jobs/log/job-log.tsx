'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LogText } from '#components/job/log-text.tsx';
import { logPath, logTextPath } from '#components/paths.ts';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Region, RegionHead } from '#components/ui/surfaces/region.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';

/** The full log has a page of its own. */
const MAX_LINES = 12;

/** The newest lines of the log: all, or only warnings and errors. */
export function JobLog({ job }: { job: JobView }) {
  const t = useTranslations('jobs.log');
  const log = useTranslations('shell.log');
  const [shown, setShown] = useState<'all' | 'warnings'>('all');
  const { id, warnings } = job;
  const lines = (shown === 'all' ? job.log : warnings.log).slice(-MAX_LINES);
  const options = [
    { value: 'all', label: t('all') },
    { value: 'warnings', label: t('warnings', { count: warnings.count }) },
  ] as const;
  return (
    <Region label={t('title')} flush last>
      <RegionHead
        title={t('title')}
        note={lines.length > 0 && t('newest', { count: lines.length })}
        actions={
          <>
            <Segmented label={log('levels')} options={options} value={shown} onValueChange={setShown} />
            <Link href={logPath(id)} className="text-sm">
              {t('whole')}
            </Link>
            <a href={logTextPath(id)} download className="text-sm">
              {log('download')}
            </a>
          </>
        }
      />
      {lines.length > 0 ? (
        <LogText lines={lines} label={t('titleOfJob', { id: String(id) })} />
      ) : (
        <p className="px-6 text-sm text-text-muted max-wide:px-4">{shown === 'all' ? t('empty') : log('noWarnings')}</p>
      )}
    </Region>
  );
}
