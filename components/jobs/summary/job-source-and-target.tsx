import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SheetSubtitle } from '#components/layout/sheet.tsx';
import { authenticationPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import type { JobSummary } from '#lib/core/view/job-view.ts';

/** The source and the target of a job. */
export function JobSourceAndTarget({ job: { file, authentication, account } }: { job: JobSummary }) {
  const t = useTranslations('jobs.head');
  return (
    <SheetSubtitle>
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
    </SheetSubtitle>
  );
}
