import { Upload } from 'lucide-react';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { FirstActivation } from '#components/audience/sample-shop/first-activation.tsx';
import { FirstSteps } from '#components/home/first-steps.tsx';
import { FIRST_STEPS_COOKIE, FIRST_STEPS_HIDDEN } from '#components/home/first-steps-preference.ts';
import { RecentJobs } from '#components/home/recent-jobs.tsx';
import { WaitingList } from '#components/home/waiting-list.tsx';
import { AutoRefresh } from '#components/layout/auto-refresh.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { AuditFault } from '#components/notices/audit-fault.tsx';
import { authenticationStartPath, NEW_EXPORT } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { viewHome } from '#lib/commands/console/home.ts';
import { connectors } from '#lib/connectors/registry.ts';
import { load } from '#lib/web/run-command.ts';
import { loadSampleShop } from '../audience/sample-shop/actions.ts';
import { fixJob } from '../jobs/actions.ts';
import { loadSample } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('home'))('title') };
}

export default async function HomePage() {
  const t = await getTranslations('home');
  const home = await load(viewHome, {});
  const isHidden = (await cookies()).get(FIRST_STEPS_COOKIE)?.value === FIRST_STEPS_HIDDEN;
  return (
    <Sheet>
      <AutoRefresh />
      <SheetHead
        title={t('title')}
        actions={
          <ButtonLink href={NEW_EXPORT} icon={<Upload aria-hidden />}>
            {t('upload')}
          </ButtonLink>
        }
      />
      <SheetBody>
        <div className="mx-auto grid max-w-304 grid-cols-[minmax(0,1fr)] gap-10 max-wide:gap-7">
          <AuditFault fault={home.auditFault} linksToAuditLog />
          {!home.stepsTaken.includes('send') && (
            <FirstSteps
              home={home}
              createHref={authenticationStartPath(connectors.map(({ type }) => type))}
              loadSample={loadSample}
              initiallyShown={!isHidden}
            >
              <FirstActivation load={loadSampleShop} />
            </FirstSteps>
          )}
          <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <RecentJobs jobs={home.jobs} />
            <WaitingList waiting={home.waiting} fix={fixJob} />
          </div>
        </div>
      </SheetBody>
    </Sheet>
  );
}
