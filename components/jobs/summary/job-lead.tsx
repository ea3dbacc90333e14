import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { SheetLead } from '#components/layout/sheet.tsx';
import { authenticationPath } from '#components/paths.ts';
import type { JobSummary } from '#lib/core/view/job-view.ts';

/** From where to where. */
export function JobLead({ job: { file, authentication, account } }: { job: JobSummary }) {
  const t = useTranslations('jobs.head');
  return (
    <SheetLead>
      <span className="min-w-0 truncate font-semibold text-text" title={file}>
        {file}
      </span>
      {authentication && (
        <>
          <ArrowRight aria-hidden />
          <Link href={authenticationPath(authentication.id)} className="link-underline">
            {authentication.name}
          </Link>
          <ArrowRight aria-hidden />
          <span>{t.rich('account', { id: () => <span className="tabular-nums">{account}</span> })}</span>
        </>
      )}
    </SheetLead>
  );
}
