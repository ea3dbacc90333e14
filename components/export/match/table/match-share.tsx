import { useTranslations } from 'next-intl';
import { Share, shareOf } from '#components/ui/charts/share.tsx';
import type { ColumnProfile } from '#lib/core/matching/column-profile.ts';

export interface MatchShareProps {
  profile: ColumnProfile | undefined;
  recordCount: number;
}

/** The share of records with a value, and the number of distinct values. */
export function MatchShare({ profile, recordCount }: MatchShareProps) {
  const t = useTranslations('exports.match');
  if (!profile || recordCount === 0) return null;
  const share = shareOf(profile.filled, recordCount) ?? 0;
  return (
    <span className="grid gap-0.5">
      <span className="flex items-center gap-2 text-sm tabular-nums">
        <span aria-hidden className="h-1.5 w-9 flex-none overflow-hidden rounded-full bg-surface-sunken">
          <span className="block h-full bg-text-muted" style={{ width: `${share * 100}%` }} />
        </span>
        <Share value={share} />
      </span>
      <span className="text-text-muted text-xs tabular-nums">
        {t('distinct', { count: profile.distinct, more: String(profile.hasMore) })}
      </span>
    </span>
  );
}
