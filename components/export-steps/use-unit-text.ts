import { useTranslations } from 'next-intl';
import type { UnitQuestion } from '#lib/core/matching/unit-questions.ts';
import { UNITS } from '#lib/core/record/field-target.ts';
import type { Plan } from '#lib/core/record/plan.ts';

type AnsweredUnit = Pick<UnitQuestion, 'unit' | 'answer'>;

/** The text of the answer to a question about a unit. */
export function useUnitText(): (question: AnsweredUnit) => string {
  const t = useTranslations('exports.match.units.answers');
  return ({ unit, answer = '' }) => {
    if (unit === 'dates' || unit === 'decimals') return t(answer as 'day_first');
    return unit === 'country' ? t('country', { country: answer }) : answer;
  };
}

/** The units that the mapping of a file sets. */
export function unitAnswers({ columns }: Plan): readonly AnsweredUnit[] {
  return UNITS.flatMap((unit) => {
    const answers = new Set(columns.flatMap(({ derived }) => derived?.units?.[unit] ?? []));
    return [...answers].map((answer) => ({ unit, answer }));
  });
}
