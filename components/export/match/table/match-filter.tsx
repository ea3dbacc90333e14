import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import { ValuesHidden } from '#components/access/values-hidden.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import { MATCH_STATES, type MatchState } from './column-states.ts';

export interface MatchFilterProps {
  /** How many columns have each state. */
  counts: Readonly<Record<MatchState, number>>;
  filter: MatchState | 'all';
  onFilter: (filter: MatchState | 'all') => void;
  isPersonalShown: boolean;
  onPersonalShown: (isPersonalShown: boolean) => void;
  /** Further actions, such as saving the mapping. */
  children?: ReactNode;
}

/** Filters the columns, and shows or hides their values. */
export function MatchFilter({
  counts,
  filter,
  onFilter,
  isPersonalShown,
  onPersonalShown,
  children,
}: MatchFilterProps) {
  const t = useTranslations('exports.match');
  const mayShow = useMay('values.show');
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const shownCounts = { all, ...counts };
  const offered = (['all', ...MATCH_STATES] as const).filter(
    (state) => (state !== 'unsure' && state !== 'open') || shownCounts[state] > 0 || filter === state,
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{t('filter')}</legend>
        {offered.map((key) => (
          <Chip key={key} pressed={filter === key} count={shownCounts[key]} onClick={() => onFilter(key)}>
            {t(key === 'open' ? 'openColumns' : key)}
          </Chip>
        ))}
      </fieldset>
      <span className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-1">
        {children}
        {mayShow ? (
          <LinkButton
            needs="values.show"
            className="text-sm"
            aria-pressed={isPersonalShown}
            icon={isPersonalShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            onClick={() => onPersonalShown(!isPersonalShown)}
          >
            {t(isPersonalShown ? 'hide' : 'show')}
          </LinkButton>
        ) : (
          <ValuesHidden />
        )}
      </span>
    </div>
  );
}
