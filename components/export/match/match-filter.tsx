import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import { ValuesHidden } from '#components/access/values-hidden.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import { columnsByIndex, type Plan } from '#lib/core/record/plan.ts';

export type MatchState = 'unsure' | 'matched' | 'ignored';

export interface MatchFilterProps {
  plan: Plan;
  /** Columns whose field is not confirmed. */
  unsure: ReadonlySet<string>;
  filter: MatchState | 'all';
  onFilter: (filter: MatchState | 'all') => void;
  shown: boolean;
  onShown: (shown: boolean) => void;
  /** Further actions on all columns. */
  children?: ReactNode;
}

/** Filters the columns, and shows or hides their values. */
export function MatchFilter({ plan, unsure, filter, onFilter, shown, onShown, children }: MatchFilterProps) {
  const t = useTranslations('exports.match');
  const mayShow = useMay('values.show');
  const mapped = columnsByIndex(plan).size;
  const ignored = plan.ignored.length;
  const counts = { all: mapped + ignored, unsure: unsure.size, matched: mapped - unsure.size, ignored };
  const states = (['all', 'unsure', 'matched', 'ignored'] as const).filter(
    (state) => state !== 'unsure' || unsure.size > 0 || filter === 'unsure',
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{t('filter')}</legend>
        {states.map((key) => (
          <Chip key={key} pressed={filter === key} count={counts[key]} onClick={() => onFilter(key)}>
            {t(key)}
          </Chip>
        ))}
      </fieldset>
      <span className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-1">
        {children}
        {mayShow ? (
          <LinkButton
            needs="values.show"
            className="text-sm"
            aria-pressed={shown}
            icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            onClick={() => onShown(!shown)}
          >
            {t(shown ? 'hide' : 'show')}
          </LinkButton>
        ) : (
          <ValuesHidden />
        )}
      </span>
    </div>
  );
}
