import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useValueChoices } from '#components/connector/use-value-choices.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { MatchableColumn, MatchableValue } from '#lib/core/matching/matchable-columns.ts';
import { valueKey } from '#lib/core/record/source-text.ts';
import type { ValueMatch } from './use-value-matches.ts';

export interface ValueRowsProps {
  column: MatchableColumn;
  values: readonly MatchableValue[];
  matchOf: (value: MatchableValue) => ValueMatch;
  isSuggested: (value: MatchableValue) => boolean;
  onChoose: (text: string, to: ValueMatch) => void;
}

const TONES = { open: 'warning', suggested: 'info', asItIs: 'neutral', matched: 'success' } as const;

/** Options that cannot be values of a field. */
const LEAVE_OUT = '\0leave out';
const NO_MATCH = '\0no match';
/** The option that sends no value; the match itself is an empty text. */
const NOTHING = '\0nothing';

/** The values of a column, each with the value that is sent instead. */
export function ValueRows({ column, values, matchOf, isSuggested, onChoose }: ValueRowsProps) {
  const t = useTranslations('exports.match.valueMatch');
  const options = useValueChoices(column.field);
  // biome-ignore lint/correctness/useExhaustiveDependencies: translations change only with the page
  const choices = useMemo(() => {
    const others = [
      { value: NO_MATCH, label: t('noMatch') },
      ...(column.field.isRequired ? [] : [{ value: NOTHING, label: t('sendNothing') }]),
      { value: LEAVE_OUT, label: t('leaveOut') },
    ];
    return [
      { label: '', options: others },
      { label: t('allowedValues'), options },
    ];
  }, [options]);
  return (
    <Table label={t('table', { column: column.column })} cards>
      <thead>
        <tr>
          <Th>{t('value')}</Th>
          <Th end>{t('records')}</Th>
          <Th>{t('to')}</Th>
          <Th>{t('from')}</Th>
        </tr>
      </thead>
      <tbody>
        {mergedSpellings(values).map((value) => {
          const to = matchOf(value);
          const state = stateOf(value, to, isSuggested(value));
          return (
            <tr key={value.text}>
              <RowHead className="[overflow-wrap:anywhere]">{value.text}</RowHead>
              <Td label={t('records')} end>
                <Num value={value.records} />
              </Td>
              <Td label={t('to')}>
                <span className="flex items-center gap-3">
                  <ArrowRight aria-hidden className="size-4 flex-none text-text-muted max-wide:hidden" />
                  <Combobox
                    controlSize="sm"
                    className="wide:w-64"
                    warning={state === 'open'}
                    label={t('toOf', { value: value.text })}
                    choices={choices}
                    value={optionOf(to)}
                    onValueChange={(option) => onChoose(value.text, matchOfOption(option))}
                  />
                </span>
              </Td>
              <Td corner>
                <Badge plain tone={TONES[state]}>
                  {t(state)}
                </Badge>
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function stateOf({ state }: MatchableValue, to: ValueMatch, isSuggested: boolean): keyof typeof TONES {
  if (to === undefined && state !== 'allowed') return 'open';
  if (isSuggested) return 'suggested';
  return to === undefined ? 'asItIs' : 'matched';
}

function optionOf(to: ValueMatch): string {
  if (to === undefined) return NO_MATCH;
  return to === '' ? NOTHING : (to ?? LEAVE_OUT);
}

function matchOfOption(option: string): ValueMatch {
  if (option === NO_MATCH) return undefined;
  if (option === LEAVE_OUT) return null;
  return option === NOTHING ? '' : option;
}

/** Merges spellings of one value, such as `Kauf` and `kauf`, and adds up their records. */
function mergedSpellings(values: readonly MatchableValue[]): readonly MatchableValue[] {
  const byKey = Map.groupBy(values, ({ text }) => valueKey(text));
  return [...byKey.values()].flatMap(([first, ...others]) =>
    first ? { ...first, records: others.reduce((sum, { records }) => sum + records, first.records) } : [],
  );
}
