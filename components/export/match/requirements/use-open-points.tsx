import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFieldText } from '#components/connector/use-field-name.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import type { ColumnProblem } from '#lib/core/matching/column-problems.ts';
import { hasIdentifier } from '#lib/core/matching/mapping.ts';
import {
  hasDoubtfulValues,
  isOpen,
  type MatchableColumn,
  unconfirmedColumns,
} from '#lib/core/matching/matchable-columns.ts';
import { isBlocking, questionsToAnswer, type UnitQuestion } from '#lib/core/matching/unit-questions.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import type { PersonNameFindings } from '../table/column-states.ts';

interface MatchFindings {
  readonly matchable: readonly MatchableColumn[];
  readonly personNames: PersonNameFindings;
  readonly questions: readonly UnitQuestion[];
  readonly problems: ReadonlyMap<string, ColumnProblem>;
  /** The values are still being read. */
  readonly isReading: boolean;
}

/**
 * text: one sentence about what is still open on Match, with open questions about units as a link. isBlocked: whether
 * the review cannot start yet.
 */
export function useOpenPoints(
  { connector, plan }: Pick<ExportMapping, 'connector' | 'plan'>,
  { matchable, personNames, questions, problems, isReading }: MatchFindings,
  askForUnits: () => void,
): { readonly text: ReactNode; readonly isBlocked: boolean } {
  const t = useTranslations('exports.match');
  const format = useFormatter();
  const fieldText = useFieldText();
  const missing = [
    ...plan.missing.map(({ name }) => fieldText(name)),
    ...(hasIdentifier(connector.identifierSets, plan) ? [] : [t('anIdentifier')]),
  ];
  const openQuestions = questions.filter(({ answer }) => answer === undefined);
  const blockingQuestions = openQuestions.filter(isBlocking);
  const unconfirmed = unconfirmedColumns(matchable);
  const blocking = new Set([
    ...missing,
    ...blockingQuestions.map(({ unit }) => t(`units.names.${unit}`)),
    ...unconfirmed.map(({ column }) => column),
  ]);
  // An offer to split people's names is not a problem.
  const nameProblems = [...personNames.values()].filter((finding) => finding !== 'offer').length;
  const count = missing.length + openQuestions.length + matchable.filter(isOpen).length + nameProblems + problems.size;
  const unconfirmedText = () => {
    const doubtful = unconfirmed.filter(hasDoubtfulValues);
    const shown = doubtful.length > 0 ? doubtful : unconfirmed;
    const columns = shown.map(({ column }) => column);
    const key = doubtful.length > 0 ? 'meaning.doubtful' : 'meaning.blocking';
    return t(key, { columns: format.list(columns, LIST_FORMAT) });
  };
  const questionsText = () => {
    const units = questionsToAnswer(questions).map(({ unit }) => t(`units.names.${unit}`));
    return t.rich(blockingQuestions.length > 0 ? 'blocking' : 'unitsOpen', {
      ask: (text) => (
        <LinkButton className="text-xs" aria-haspopup="dialog" onClick={askForUnits}>
          {text}
        </LinkButton>
      ),
      units: format.list(units, LIST_FORMAT),
    });
  };
  const textOf = (): ReactNode => {
    if (isReading) return t('reading.wait');
    if (missing.length > 0) return t('blockedBy', { items: format.list(blocking, LIST_FORMAT) });
    if (blockingQuestions.length === 0 && unconfirmed.length > 0) return unconfirmedText();
    if (openQuestions.length > 0) return questionsText();
    return count > 0 ? t('left', { count }) : undefined;
  };
  return { text: textOf(), isBlocked: blocking.size > 0 || isReading };
}
