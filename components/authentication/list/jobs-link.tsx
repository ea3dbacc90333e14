import { useTranslations } from 'next-intl';
import { authenticationJobsPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import type { ListedAuthentication } from './listed-authentication.ts';

/** The number of jobs that used the authentication, as a link to these jobs. */
export function JobsLink({ authentication: { id, jobCount } }: { authentication: ListedAuthentication }) {
  const t = useTranslations('authentications');
  const text = t('jobs', { count: jobCount });
  return jobCount === 0 ? (
    <span className="text-text-muted">{text}</span>
  ) : (
    <Link href={authenticationJobsPath(id)}>{text}</Link>
  );
}
