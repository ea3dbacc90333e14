import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFieldText } from '#components/connector/use-field-name.ts';
import { useIssueTitle } from '#components/job/issue-titles.tsx';
import type { ColumnProblem } from '#lib/core/matching/column-problems.ts';
import type { PersonNameFindings } from '../table/column-states.ts';
import { RequirementLine } from './requirement-line.tsx';
import { RequirementSection } from './requirement-section.tsx';

interface ColumnRequirementsProps {
  problems: ReadonlyMap<string, ColumnProblem>;
  personNames: PersonNameFindings;
}

/**
 * Columns that probably feed the wrong field or should feed one, and columns whose people's names may be split
 * incorrectly.
 */
export function ColumnRequirements({ problems, personNames }: ColumnRequirementsProps) {
  const t = useTranslations('exports.match');
  const fieldText = useFieldText();
  const titleOf = useIssueTitle();
  const textOf = (problem: ColumnProblem) => {
    const field = fieldText(problem.field.name);
    if (problem.kind === 'unused') return t('problems.unused', { field, records: problem.records });
    if (problem.kind !== 'unreadable') {
      const { kind, records, filled } = problem;
      return t(`problems.${kind}`, { field, records, filled });
    }
    const { checked, areAllChecked, code } = problem;
    return t('problems.unreadable', { field, checked, all: String(areAllChecked), reason: titleOf(code) });
  };
  const splits = [...personNames].flatMap(([column, problem]) => (problem === 'offer' ? [] : [{ column, problem }]));
  return (
    <>
      {problems.size > 0 && (
        <RequirementSection title={t('problems.heading')}>
          {[...problems].map(([column, problem]) => (
            <OpenColumn key={column} column={column} note={textOf(problem)} />
          ))}
        </RequirementSection>
      )}
      {splits.length > 0 && (
        <RequirementSection title={t('nameSplit.heading')}>
          {splits.map(({ column, problem }) => (
            <OpenColumn key={column} column={column} note={t(`nameSplit.text.${problem}`)} />
          ))}
        </RequirementSection>
      )}
    </>
  );
}

function OpenColumn({ column, note }: { column: string; note: ReactNode }) {
  return (
    <RequirementLine state="open" note={note}>
      <code className="[overflow-wrap:anywhere]">{column}</code>
    </RequirementLine>
  );
}
