import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { jobsOfAuthenticationPath } from '#components/paths.ts';
import type { ListedAuthentication } from './listed-authentication.ts';

/** How many jobs used it, and the way to them. */
export function JobsLink({ authentication: { id, jobs } }: { authentication: ListedAuthentication }) {
  const t = useTranslations('authentications');
  const text = t('jobs', { count: jobs });
  return jobs === 0 ? (
    <span className="text-text-muted">{text}</span>
  ) : (
    <Link href={jobsOfAuthenticationPath(id)}>{text}</Link>
  );
}
