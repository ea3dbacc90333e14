import { useTranslations } from 'next-intl';
import { Link } from '#components/ui/navigation/link.tsx';
import { Time } from '#components/ui/text/time.tsx';

export interface ListedRevision {
  readonly revision: number;
  readonly created_at: string;
}

export interface RevisionListProps {
  /** Newest first. */
  revisions: readonly ListedRevision[];
  shown: number;
  hrefOf: (revision: number) => string;
}

/** Links to the revisions; narrow screens have a select instead. */
export function RevisionList({ revisions, shown, hrefOf }: RevisionListProps) {
  const t = useTranslations('workflows.revisions');
  return (
    <nav aria-label={t('title')} className="min-h-0 border-border p-3 overflow-auto lg:border-r max-lg:hidden">
      <ul className="grid gap-px">
        {revisions.map(({ revision, created_at }) => (
          <li key={revision}>
            <Link
              href={hrefOf(revision)}
              aria-current={revision === shown ? 'page' : undefined}
              className="grid min-h-11 content-center rounded-control px-2.5 py-1 text-sm text-text hover:bg-surface-hover hover:text-text hover:no-underline aria-[current=page]:bg-surface-selected aria-[current=page]:text-accent-soft-text"
            >
              <span className="font-medium">{t('number', { revision })}</span>
              <span className="text-text-muted text-xs">
                <Time value={created_at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
