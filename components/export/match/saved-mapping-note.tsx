import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { type MatchableColumn, openValues } from '#lib/core/matching/matchable-columns.ts';
import { countFixes } from '#lib/core/saved-mapping/column-fixes.ts';
import type { FoundMapping } from '#lib/core/saved-mapping/saved-mapping.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

export interface SavedMappingNoteProps {
  savedMapping: FoundMapping;
  /** Columns whose words are matched to values; empty while they are unknown or hidden. */
  matchable: readonly MatchableColumn[];
  onMatchValues: () => void;
  onUndo: () => void;
}

const MAX_NAMED = 5;

/** Shows that a saved mapping was applied, which columns and values it does not cover, and a button to undo it. */
export function SavedMappingNote({
  savedMapping: { name, added, lost, fixes },
  matchable,
  onMatchValues,
  onUndo,
}: SavedMappingNoteProps) {
  const t = useTranslations('exports.match');
  const format = useFormatter();
  const unmatched = matchable.flatMap((item) => openValues(item).map(({ text }) => ({ column: item.column, text })));
  const listOf = (names: readonly string[]) =>
    format.list([...names.slice(0, MAX_NAMED), ...(names.length > MAX_NAMED ? ['…'] : [])], LIST_FORMAT);
  const code = (chunks: ReactNode) => <code className="[overflow-wrap:anywhere]">{chunks}</code>;
  return (
    <Banner
      tone="info"
      actions={
        <>
          {unmatched.length > 0 && (
            <Button size="sm" onClick={onMatchValues}>
              {t('valueMatch.title')}
            </Button>
          )}
          <Button size="sm" onClick={onUndo}>
            {t('undoSaved')}
          </Button>
        </>
      }
    >
      <p>{t.rich('asSaved', { name, b: (chunks) => <b>{chunks}</b> })}</p>
      {fixes.length > 0 && <p>{t('savedFixes', { count: countFixes(fixes) })}</p>}
      {added.length > 0 && <p>{t.rich('news.added', { count: added.length, columns: listOf(added), code })}</p>}
      {lost.length > 0 && <p>{t.rich('news.lost', { count: lost.length, columns: listOf(lost), code })}</p>}
      {unmatched.length > 0 && (
        <p>
          {t.rich('news.values', {
            count: unmatched.length,
            values: listOf(unmatched.map(({ column, text }) => `${text} (${column})`)),
            code,
          })}
        </p>
      )}
    </Banner>
  );
}
