import { useFormatter, useTranslations } from 'next-intl';
import type { NamelessColumn } from '#lib/core/matching/column-profile.ts';

const MAX_LISTED = 10;

/** Lists the columns that have values but no name, and are therefore not in the table. */
export function NamelessNote({ columns }: { columns: readonly NamelessColumn[] }) {
  const t = useTranslations('exports.match.nameless');
  const format = useFormatter();
  if (columns.length === 0) return null;
  const listed = columns.slice(0, MAX_LISTED).map((column) => t('column', { ...column }));
  const others = columns.length - listed.length;
  const list = format.list([...listed, ...(others > 0 ? [t('others', { count: others })] : [])]);
  return <p className="text-sm text-text-muted">{t('text', { count: columns.length, list })}</p>;
}
