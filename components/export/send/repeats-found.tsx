import { useTranslations } from 'next-intl';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { repeatListPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { repeatsOf } from '#lib/core/review/repeats/repeats-view.ts';

/** How many records of the file repeat others, with a link to them, or why there is no number. */
export function RepeatsFound({ upload, repeats }: { upload: number; repeats: Repeats }) {
  const t = useTranslations('exports.repeatsFound');
  const textOf = useRepeatsText();
  const hasSome = repeats?.state === 'ready' && repeatsOf(repeats) > 0;
  return (
    <p role="status" className="text-sm">
      {textOf(repeats)}{' '}
      {hasSome && (
        <Link href={repeatListPath(upload)} className="link-underline">
          {t('view')}
        </Link>
      )}
    </p>
  );
}

/** "15 repeats: 11 identical, 4 with other values", or why there is no number. */
export function useRepeatsText(): (repeats: Repeats) => string {
  const t = useTranslations('exports.repeatsFound');
  return (repeats) => {
    if (repeats === undefined || repeats.state === 'counting') return t('counting');
    if (repeats.state === 'failed') return t('failed');
    const { identical, differing } = repeats;
    return t('found', { count: repeatsOf(repeats), identical, differing });
  };
}
