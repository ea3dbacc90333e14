import { useTranslations } from 'next-intl';
import { parentSegmentPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { parentSegmentOf } from '#lib/core/audience/audience-database.ts';

/** That only builds write to a database, which therefore has no actions that change it. */
export function AudienceNote({ database }: { database: string }) {
  const t = useTranslations('workbench.databases');
  const parentSegment = parentSegmentOf(database);
  if (parentSegment === undefined) return null;
  return t.rich('readOnly', { link: (chunks) => <Link href={parentSegmentPath(parentSegment)}>{chunks}</Link> });
}
