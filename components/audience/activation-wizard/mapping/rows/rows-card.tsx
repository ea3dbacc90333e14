'use client';

import { CirclePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import { type ActivationBehavior, MAX_BEHAVIORS } from '#lib/core/audience/activation/activation.ts';
import { newBehavior } from '#lib/core/audience/activation/behavior-rows.ts';
import { CUSTOMERS } from '#lib/core/audience/audience-database.ts';
import type { OutputDraft } from '../../form/activation-values.ts';
import { useRowCounts } from '../../preview/use-row-counts.ts';
import { useWizard } from '../../wizard-context.ts';
import { BehaviorBlock } from './behavior-block.tsx';

/** What a row of the output is: a customer, or a row of a behavior. */
export function RowsCard() {
  const t = useTranslations('activation-wizard.rows');
  const { output, changeOutput, start, errorAt } = useWizard();
  const { data } = useRowCounts();
  const tables = start.tables.filter(({ table }) => table !== CUSTOMERS);
  const { rows, behaviors } = output;
  const hasBehaviorRows = rows === 'behaviors';
  const change = (next: readonly ActivationBehavior[]) => changeOutput({ ...output, behaviors: next });
  const changeRows = (next: OutputDraft['rows']) => {
    const [firstTable] = tables;
    const addsBehavior = next === 'behaviors' && behaviors.length === 0 && firstTable;
    changeOutput({ ...output, rows: next, behaviors: addsBehavior ? [newBehavior(firstTable, behaviors)] : behaviors });
  };
  const unused = tables.filter(({ table }) => !behaviors.some((behavior) => behavior.behaviorTableName === table));
  const [nextTable] = unused;
  const error = errorAt('output.behaviors');
  return (
    <Card>
      <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
        <h3 className="font-semibold text-base">{t('title')}</h3>
        {tables.length > 0 || behaviors.length > 0 ? (
          <Segmented
            label={t('title')}
            options={(['customers', 'behaviors'] as const).map((value) => ({ value, label: t(value) }))}
            value={rows}
            onValueChange={changeRows}
          />
        ) : (
          <span className="text-text-muted text-sm">{t('customers')}</span>
        )}
        {data && (
          <span className="text-text-muted text-xs tabular-nums wide:ml-auto">
            {t(hasBehaviorRows ? 'counts' : 'customersCount', { customers: data.customers, rows: data.rows })}
          </span>
        )}
      </div>
      {hasBehaviorRows && (
        <div className="grid gap-6 border-border border-t p-4">
          {behaviors.map((behavior, index) => (
            <BehaviorBlock
              // biome-ignore lint/suspicious/noArrayIndexKey: while they are edited, two behaviors may name one table
              key={index}
              behavior={behavior}
              path={`output.behaviors.${index}`}
              tables={tables}
              onChange={(next) => change(behaviors.with(index, next))}
              {...(behaviors.length > 1 && { onRemove: () => change(behaviors.toSpliced(index, 1)) })}
            />
          ))}
          {error !== undefined && <FieldError>{error}</FieldError>}
          {nextTable && behaviors.length < MAX_BEHAVIORS && (
            <LinkButton
              className="justify-self-start text-sm"
              icon={<CirclePlus aria-hidden />}
              onClick={() => change([...behaviors, newBehavior(nextTable, behaviors)])}
            >
              {t('addBehavior')}
            </LinkButton>
          )}
        </div>
      )}
    </Card>
  );
}
