'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FieldName } from '#components/connector/field-name.tsx';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { Num } from '#components/ui/text/num.tsx';
import {
  doubtParams,
  isOpen,
  type MatchableColumn,
  type MatchableValue,
} from '#lib/core/matching/matchable-columns.ts';
import { targetsOf } from '#lib/core/record/field-target.ts';
import { valueKey } from '#lib/core/record/source-text.ts';
import { MeaningQuestion } from './meaning-question.tsx';
import { type SuggestedValue, suggestionFor } from './use-value-suggestions.ts';
import { ValueRows } from './value-rows.tsx';

export interface ValuesDialogProps extends Pick<ExportMapping, 'mapping' | 'change'> {
  columns: readonly MatchableColumn[];
  suggestions: readonly SuggestedValue[];
  /** The values as they read if a yes means the same as in the field. */
  meanings: readonly SuggestedValue[];
  onClose: () => void;
}

/** A person's choice for a value: a value of the field, null to leave its records out, undefined for no match. */
type ValueChoices = ReadonlyMap<string, string | null | undefined>;

function choiceKey({ column, at }: MatchableColumn, text: string): string {
  return JSON.stringify([column, at, valueKey(text)]);
}

/** Matches the values of columns with words. Suggestions are filled in, and count once a person uses them. */
export function ValuesDialog({ columns, suggestions, meanings, mapping, change, onClose }: ValuesDialogProps) {
  const t = useTranslations('exports.match.valueMatch');
  const [chosen, setChosen] = useState<ValueChoices>(new Map());
  const suggested = (column: MatchableColumn, { text }: MatchableValue) => suggestionFor(suggestions, column, text);
  const choiceOf = (column: MatchableColumn, value: MatchableValue): string | null | undefined => {
    const key = choiceKey(column, value.text);
    if (chosen.has(key)) return chosen.get(key);
    return value.state === 'open' ? suggested(column, value) : value.to;
  };
  // What blocks the next step comes first.
  const rankOf = (column: MatchableColumn) => Number(column.needsMeaning && isOpen(column));
  const sorted = columns.toSorted((a, b) => rankOf(b) - rankOf(a));
  const listed = sorted.map((column) => ({
    ...column,
    values: column.values?.filter(({ state }) => state !== 'allowed' || listsAllowed(column)) ?? null,
  }));
  const doubtful = listed.filter(({ doubt }) => doubt).length;
  const open = listed.flatMap((column) =>
    (column.values ?? []).filter((value) => value.state !== 'allowed' && choiceOf(column, value) === undefined),
  );
  const use = () => {
    change(
      listed.flatMap((column) => {
        if (!column.values || column.values.length === 0) return [];
        const before = targetsOf(mapping[column.column])[column.at]?.values ?? {};
        const values = withChoices(before, column.values, (value) => choiceOf(column, value));
        return { column: column.column, at: column.at, change: { values } };
      }),
    );
    onClose();
  };
  const choose = (
    column: MatchableColumn,
    choices: readonly (readonly [text: string, to: string | null | undefined])[],
  ) => setChosen(new Map([...chosen, ...choices.map(([text, to]) => [choiceKey(column, text), to] as const)]));
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="lg"
      title={t('title')}
      description={t('summary', { columns: listed.length, open: open.length, doubtful })}
      foot={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onClick={use}>
            {t('use')}
          </Button>
        </>
      }
    >
      <div className="grid gap-6">
        {listed.map((column) => (
          <section key={`${column.column} ${column.at}`} className="grid gap-1">
            <h3 className="flex flex-wrap items-baseline gap-x-2 text-sm">
              <code className="[overflow-wrap:anywhere]">{column.column}</code>
              <span aria-hidden>→</span>
              <FieldName code={column.field.name} />
            </h3>
            {column.needsMeaning && (
              <MeaningQuestion
                column={column}
                meanings={meanings}
                choiceOf={(value) => choiceOf(column, value)}
                onAnswer={(choices) => choose(column, choices)}
              />
            )}
            {column.values === null ? (
              <ManyValues doubt={column.doubt} />
            ) : column.values.length === 0 ? (
              <p className="text-sm text-text-muted">{t('allAllowed')}</p>
            ) : (
              <ValueRows
                column={column}
                values={column.values}
                choiceOf={(value) => choiceOf(column, value)}
                isSuggested={(value) =>
                  value.state === 'open' &&
                  !chosen.has(choiceKey(column, value.text)) &&
                  suggested(column, value) !== undefined
                }
                onChoose={(text, to) => choose(column, [[text, to]])}
              />
            )}
            {!listsAllowed(column) && <AllowedNote column={columns.find((each) => isSame(each, column))} />}
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** A long list of codes, such as countries, is shown without the values that need no match. */
const MAX_SHORT_LIST = 30;

function listsAllowed({ field }: MatchableColumn): boolean {
  return (field.matchValues ?? []).length <= MAX_SHORT_LIST;
}

function isSame(one: MatchableColumn, other: MatchableColumn): boolean {
  return one.column === other.column && one.at === other.at;
}

/** Values that cannot be matched one by one, and whether it seems to be the right column. */
function ManyValues({ doubt }: Pick<MatchableColumn, 'doubt'>) {
  const t = useTranslations('exports.match');
  if (!doubt) return <p className="text-sm text-text-muted">{t('valueMatch.tooMany')}</p>;
  return <p className="text-sm text-warning">{t('doubt.text', doubtParams(doubt))}</p>;
}

/** How many values need no match. */
function AllowedNote({ column }: { column: MatchableColumn | undefined }) {
  const t = useTranslations('exports.match.valueMatch');
  const allowed = column?.values?.filter(({ state }) => state === 'allowed') ?? [];
  if (allowed.length === 0 || allowed.length === column?.values?.length) return null;
  const records = allowed.reduce((sum, value) => sum + value.records, 0);
  return (
    <p className="text-text-muted text-xs">
      {t.rich('allowed', { count: allowed.length, n: () => <Num value={records} /> })}
    </p>
  );
}

/** The values of a mapping with these choices; values of other files stay. */
function withChoices(
  before: Readonly<Record<string, string | null>>,
  values: readonly MatchableValue[],
  choiceOf: (value: MatchableValue) => string | null | undefined,
): Readonly<Record<string, string | null>> | undefined {
  const shown = new Set(values.map(({ text }) => valueKey(text)));
  const kept = Object.entries(before).filter(([text]) => !shown.has(valueKey(text)));
  const choices = new Map(values.map((value) => [valueKey(value.text), { text: value.text, to: choiceOf(value) }]));
  const added = [...choices.values()].flatMap(({ text, to }) => (to === undefined ? [] : [[text, to] as const]));
  const all = [...kept, ...added];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}
