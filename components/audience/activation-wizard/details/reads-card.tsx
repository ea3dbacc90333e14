'use client';

import { Info, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { segmentPath, studioPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { useRowCounts } from '../preview/use-row-counts.ts';
import { useWizard } from '../wizard-context.ts';
import { PopulationLine } from './population-line.tsx';

/** The segment and the build that a run of the activation reads. */
export function ReadsCard() {
  const t = useTranslations('activation-wizard.reads');
  const { start, segmentIds } = useWizard();
  const { segment, parentSegment, builtAt, populations } = start;
  const { data } = useRowCounts();
  const customers = data?.customers ?? populations[0]?.customers;
  return (
    <Card well className="grid gap-4 px-6 py-5 max-wide:px-4">
      <h2 className="font-semibold text-lg">{t('title')}</h2>
      {customers !== undefined && (
        <p className="text-text-muted text-sm">
          {t.rich('customers', {
            count: customers,
            number: () => (
              <b className="mr-1.5 font-semibold text-2xl text-text">
                <Num value={customers} />
              </b>
            ),
          })}
        </p>
      )}
      <Facts>
        <Fact label={t('segment')}>
          <Link href={segmentPath(segmentIds)}>{segment.name}</Link>
        </Fact>
        <Fact label={t('parentSegment')}>
          <Link href={studioPath(parentSegment.id)}>{parentSegment.name}</Link>
        </Fact>
        <Fact label={t('build')}>{builtAt === null ? t('notBuilt') : <Time value={builtAt} />}</Fact>
      </Facts>
      {populations.length > 1 && <PopulationLine populations={populations} />}
      <hr className="border-border" />
      <ul className="grid gap-3">
        <Note icon={<Info aria-hidden />} title={t('job')}>
          {t('jobText')}
        </Note>
        <Note icon={<RefreshCw aria-hidden />} title={t('newest')}>
          {t('newestText')}
        </Note>
      </ul>
    </Card>
  );
}

function Note({ icon, title, children }: { icon: ReactNode; title: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-2.5 text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:flex-none [&_svg]:text-accent">
      {icon}
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        <p className="text-text-muted text-xs">{children}</p>
      </div>
    </li>
  );
}
