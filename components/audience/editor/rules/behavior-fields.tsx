'use client';

import { withType } from '../state/new-values.ts';
import { comparedType, tableOf } from '../state/rule-choices.ts';
import type { BehaviorDraft, ValueDraft } from '../state/rule-draft.ts';
import { useRuleForm } from '../state/rule-form.ts';
import { AggregationFields } from './aggregation-fields.tsx';
import { ComparisonFields } from './comparison-fields.tsx';
import { FilterConditions } from './filter-conditions.tsx';
import { LostBehavior } from './lost-parts.tsx';
import { PartField } from './part-field.tsx';
import { WindowFields } from './window-fields.tsx';

export interface BehaviorFieldsProps {
  rule: ValueDraft;
  behavior: BehaviorDraft;
  path: string;
  errorId: string;
  onChange: (rule: ValueDraft) => void;
}

/** What is computed from the rows of a behavior, how it is compared, and which rows are used. */
export function BehaviorFields({ rule, behavior, path, errorId, onChange }: BehaviorFieldsProps) {
  const { choices } = useRuleForm();
  const table = tableOf(choices, behavior.source.name);
  if (!table) return <LostBehavior rule={rule} />;
  const type = comparedType(choices, rule);
  const change = (part: Partial<BehaviorDraft>) => {
    const after = { ...rule, leftValue: { ...behavior, ...part } };
    onChange(withType(after, type, comparedType(choices, after)));
  };
  const comparedColumn = 'column' in behavior.aggregation ? behavior.aggregation.column : undefined;
  const hasWindow = table.timeColumn !== null || behavior.window !== undefined;
  return (
    <>
      <PartField path={`${path}.leftValue.aggregation`} errorId={errorId}>
        <AggregationFields
          table={table}
          aggregation={behavior.aggregation}
          onChange={(aggregation) => change({ aggregation })}
        />
      </PartField>
      <ComparisonFields
        part={rule}
        type={type}
        column={comparedColumn === undefined ? undefined : { table: table.table, column: comparedColumn }}
        path={path}
        errorId={errorId}
        onChange={onChange}
      />
      <div className="ml-2 flex basis-full flex-wrap items-center gap-1.5 border-border-strong border-l-2 pl-3">
        {hasWindow && (
          <WindowFields
            window={behavior.window}
            path={`${path}.leftValue.window`}
            errorId={errorId}
            onChange={(window) => change({ window })}
          />
        )}
        <FilterConditions
          table={table}
          filter={behavior.filter}
          path={`${path}.leftValue.filter`}
          errorId={errorId}
          onChange={(filter) => change({ filter })}
        />
      </div>
    </>
  );
}
