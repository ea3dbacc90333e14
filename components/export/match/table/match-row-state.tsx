import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import type { ColumnProblem } from '#lib/core/matching/column-problems.ts';
import type { NameSplitProblem } from '#lib/core/matching/full-names.ts';
import type { MatchableColumn } from '#lib/core/matching/matchable-columns.ts';
import type { PlannedColumn } from '#lib/core/record/plan.ts';
import type { MatchState } from './column-states.ts';

export interface MatchRowStateProps {
  state: MatchState;
  /** The values are still being read. */
  isReading: boolean;
  /** How people's names may be split wrongly; `offer` if a column without a field seems to have full names. */
  personNameFinding: NameSplitProblem | 'offer' | undefined;
  /** How the column's values match those of its field, if the field has a fixed set of values. */
  matchableColumn: MatchableColumn | undefined;
  problem: ColumnProblem | undefined;
  /** What the column feeds, in the order of its mapping. */
  planned: readonly PlannedColumn[];
  /** The values of other columns to which this column is joined. */
  joinedTo: readonly PlannedColumn[];
  /** Values without a match; 0 if they are not known. */
  openValueCount: number;
  onMatchValues: () => void;
  onSplit: () => void;
}

const TONES = { unsure: 'warning', open: 'warning', matched: 'success', ignored: 'neutral' } as const satisfies Record<
  MatchState,
  Tone
>;

/** The state of a column; what a person has to decide is a button that opens its dialog. */
export function MatchRowState({ state, isReading, problem, ...props }: MatchRowStateProps) {
  const t = useTranslations('exports.match');
  const { personNameFinding, matchableColumn, planned, joinedTo, openValueCount, onMatchValues, onSplit } = props;
  const { mismatch, needsMeaning = false, isUnconfirmable = false } = matchableColumn ?? {};
  if (openValueCount > 0 || isUnconfirmable)
    return (
      <LinkButton className="text-sm" onClick={onMatchValues}>
        {needsMeaning ? t('meaning.state') : t('openValues', { count: openValueCount })}
      </LinkButton>
    );
  if (mismatch)
    return (
      <LinkButton className="text-sm" onClick={onMatchValues}>
        {t('mismatch.state', { allowed: mismatch.allowed, checked: mismatch.checked })}
      </LinkButton>
    );
  if (personNameFinding && personNameFinding !== 'offer')
    return (
      <LinkButton className="text-sm" onClick={onSplit}>
        {t(`nameSplit.${personNameFinding}`)}
      </LinkButton>
    );
  if (problem)
    return (
      <Badge plain tone="warning">
        {t(`problems.state.${problem.kind}`)}
      </Badge>
    );
  if (isReading && state === 'matched') return <span className="text-sm text-text-muted">{t('reading.row')}</span>;
  return (
    <Badge plain tone={TONES[state]}>
      {t(joinedTo.length > 0 && planned.length === 0 ? 'joined' : stateText(state, planned))}
    </Badge>
  );
}

function stateText(state: MatchState, planned: readonly PlannedColumn[]) {
  if (state === 'unsure') return 'alike';
  if (state === 'ignored') return state;
  if (planned.some(({ derived }) => (derived?.indexes.length ?? 0) > 1)) return 'joined';
  return planned.some(({ derived }) => derived?.part !== undefined) ? 'splitUp' : 'matched';
}
