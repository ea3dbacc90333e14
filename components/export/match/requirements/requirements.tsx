import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Match } from '../use-match.ts';
import { ColumnRequirements } from './column-requirements.tsx';
import { RequiredFields } from './required-fields.tsx';
import { RequirementSection } from './requirement-section.tsx';
import { UnitRequirements } from './unit-requirements.tsx';
import { ValueRequirements } from './value-requirements.tsx';

interface RequirementsProps {
  match: Match;
  onMatchValues: () => void;
}

/** What the review needs: required fields, an identifier, matched values, readable columns, and units. */
export function Requirements({ match, onMatchValues }: RequirementsProps) {
  const t = useTranslations('exports.match');
  const { matching, samples, matchable, isPersonalShown, personNames, problems, questions, place, isWholeFile } = match;
  const { fields, identifierSets } = matching.connector;
  const required = fields.filter((field) => field.isRequired);
  return (
    <aside className="grid content-start gap-6 border-border p-6 max-xl:border-t xl:border-l max-wide:px-4">
      <RequirementSection title={t('required')}>
        {required.map(({ name }) => (
          <RequiredFields key={name} names={[name]} isNeeded samples={samples} {...matching} />
        ))}
      </RequirementSection>
      <RequirementSection title={t('identifiers')}>
        {identifierSets.map((set) => (
          <RequiredFields key={set.join()} names={set} isNeeded={false} samples={samples} {...matching} />
        ))}
      </RequirementSection>
      <ValueRequirements matchable={matchable} isPersonalShown={isPersonalShown} onMatchValues={onMatchValues} />
      <ColumnRequirements problems={problems} personNames={personNames} />
      <UnitRequirements questions={questions} place={place} isWholeFile={isWholeFile} answer={matching.answer} />
      <p className="text-text-muted text-xs">
        {t.rich('hashing', { lock: () => <Lock aria-hidden className="inline size-3.5 align-[-0.15em]" /> })}
      </p>
    </aside>
  );
}
