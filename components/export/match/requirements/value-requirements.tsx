import { useTranslations } from 'next-intl';
import { FieldName } from '#components/connector/field-name.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { isOpen, type MatchableColumn, mismatchParams, openValues } from '#lib/core/matching/matchable-columns.ts';
import { isPersonal } from '#lib/core/record/personal.ts';
import { RequirementLine } from './requirement-line.tsx';
import { RequirementSection } from './requirement-section.tsx';

/** Further matches of a column are counted. */
const SHOWN_MATCHES = 3;

interface ValueRequirementsProps {
  matchable: readonly MatchableColumn[];
  isPersonalShown: boolean;
  onMatchValues: () => void;
}

/** Columns whose words have to be matched to values, and what is sent for the words matched so far. */
export function ValueRequirements({ matchable, isPersonalShown, onMatchValues }: ValueRequirementsProps) {
  const t = useTranslations('exports.match');
  const textOf = (item: MatchableColumn) => {
    const { column, mismatch, values } = item;
    if (item.needsMeaning && isOpen(item)) return t('meaning.line', { column });
    if (mismatch) return t('mismatch.line', { column, ...mismatchParams(mismatch) });
    if (!values) return t('valueMatch.manyLine', { column });
    return t('valueMatch.line', { column, open: openValues(item).length, count: values.length });
  };
  const matchesOf = ({ field, values }: MatchableColumn) => {
    if (!isPersonalShown && isPersonal(field)) return [];
    const matched = (values ?? []).filter(({ state }) => state === 'matched');
    const texts = matched
      .slice(0, SHOWN_MATCHES)
      .map(({ text, to }) => `${text} → ${to || t(to === '' ? 'valueMatch.sendNothing' : 'valueMatch.leaveOut')}`);
    const more = matched.length - texts.length;
    return [...texts, ...(more > 0 ? [t('valueMatch.more', { count: more })] : [])];
  };
  if (matchable.length === 0) return null;
  return (
    <RequirementSection
      title={t('valueMatch.heading')}
      action={
        <Button size="sm" className="mt-3" onClick={onMatchValues}>
          {t('valueMatch.title')}
        </Button>
      }
    >
      {matchable.map((item) => (
        <RequirementLine
          key={`${item.column} ${item.fieldIndex}`}
          state={isOpen(item) ? 'open' : 'done'}
          note={[textOf(item), ...matchesOf(item)].map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        >
          <FieldName code={item.field.name} />
        </RequirementLine>
      ))}
    </RequirementSection>
  );
}
