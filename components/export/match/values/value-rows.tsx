import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { MatchableColumn, MatchableValue } from '#lib/core/matching/matchable-columns.ts';
import { valueKey } from '#lib/core/record/source-text.ts';

export interface ValueRowsProps {
  column: MatchableColumn;
  values: readonly MatchableValue[];
  choiceOf: (value: MatchableValue) => string | null | undefined;
  isSuggested: (value: MatchableValue) => boolean;
  onChoose: (text: string, to: string | null | undefined) => void;
}

/** Options that no value of a field can be. */
const LEAVE_OUT = '\0leave out';
const NO_MATCH = '\0no match';

/** The values of a column, each with the value that is sent instead. */
export function ValueRows({ column, values, choiceOf, isSuggested, onChoose }: ValueRowsProps) {
  const t = useTranslations('exports.match.valueMatch');
  const names = useTranslations('exports.match.valueNames');
  const { field } = column;
  // biome-ignore lint/correctness/useExhaustiveDependencies: translations change only with the page
  const choices = useMemo(() => {
    const options = (field.matchValues ?? []).map((value) => {
      const key = `${field.name}.${value}`;
      return names.has(key as never)
        ? { value, label: names(key as never), code: value }
        : { value, label: value, mono: true };
    });
    const others = [
      { value: NO_MATCH, label: t('noMatch') },
      { value: LEAVE_OUT, label: t('leaveOut') },
    ];
    return [
      { label: '', options: others },
      { label: t('allowedValues'), options },
    ];
  }, [field]);
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
        {withoutRepeats(values).map((value) => {
          const to = choiceOf(value);
          const isOpen = to === undefined && value.state !== 'allowed';
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
                    warning={isOpen}
                    label={t('toOf', { value: value.text })}
                    choices={choices}
                    value={to === undefined ? NO_MATCH : (to ?? LEAVE_OUT)}
                    onValueChange={(chosen) =>
                      onChoose(value.text, chosen === LEAVE_OUT ? null : chosen === NO_MATCH ? undefined : chosen)
                    }
                  />
                </span>
              </Td>
              <Td corner>
                <Badge
                  plain
                  tone={isOpen ? 'warning' : isSuggested(value) ? 'info' : to === undefined ? 'neutral' : 'success'}
                >
                  {t(isOpen ? 'open' : isSuggested(value) ? 'suggested' : to === undefined ? 'asItIs' : 'matched')}
                </Badge>
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** `Kauf` and `kauf` are one value. */
function withoutRepeats(values: readonly MatchableValue[]): readonly MatchableValue[] {
  const byKey = Map.groupBy(values, ({ text }) => valueKey(text));
  return [...byKey.values()].flatMap(([first, ...others]) =>
    first ? { ...first, records: others.reduce((sum, { records }) => sum + records, first.records) } : [],
  );
}
