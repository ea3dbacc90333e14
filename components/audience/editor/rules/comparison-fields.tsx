'use client';

import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/forms/select.tsx';
import type { DataType } from '#lib/core/audience/data-type.ts';
import { isArray } from '#lib/core/audience/rules/build-schema.ts';
import type { ArrayMatching } from '#lib/core/audience/rules/rule.ts';
import { matchingOf } from '#lib/messages/rule-words/condition-words.ts';
import { NumberInput } from '../operands/number-input.tsx';
import { OperandFields } from '../operands/operand-fields.tsx';
import type { ValueColumn } from '../operands/operand-props.ts';
import { OperatorChoice } from '../operands/operator-choice.tsx';
import { comparisonOf } from '../state/new-values.ts';
import { isApplicable } from '../state/parts-with-fields.ts';
import type { Comparison, OperandDraft } from '../state/rule-draft.ts';
import { LostComparison } from './lost-parts.tsx';
import { PartField } from './part-field.tsx';

export interface ComparisonFieldsProps<Part extends Comparison> {
  part: Part;
  /** Undefined for a column that the build does not have. */
  type: DataType | undefined;
  column: ValueColumn | undefined;
  path: string;
  errorId: string;
  onChange: (part: Part) => void;
}

/** How a value is compared: the operator, its operand and, for arrays, how many of the values must match. */
export function ComparisonFields<Part extends Comparison>({
  part,
  type,
  column,
  path,
  errorId,
  onChange,
}: ComparisonFieldsProps<Part>) {
  const { operator } = part;
  if (!isApplicable(operator, type))
    return (
      <LostComparison operator={operator} type={type} onReplace={() => onChange({ ...part, ...comparisonOf(type) })} />
    );
  const withOperand = (operand: OperandDraft) =>
    onChange({ ...part, operator: { type: operator.type, not: operator.not, ...operand } });
  return (
    <>
      {isArray(type) && operator.type !== 'IsNull' && (
        <ArrayMatchingChoice
          value={part.arrayMatching}
          path={`${path}.arrayMatching`}
          errorId={errorId}
          onChange={(arrayMatching) => onChange({ ...part, arrayMatching })}
        />
      )}
      <OperatorChoice operator={operator} type={type} onChange={(next) => onChange({ ...part, operator: next })} />
      <PartField path={`${path}.operator`} errorId={errorId}>
        <OperandFields operator={operator} type={type} column={column} onChange={withOperand} />
      </PartField>
    </>
  );
}

const MATCHINGS = ['any', 'all', 'atLeast', 'atMost', 'exactly'] as const;

interface ArrayMatchingChoiceProps {
  value: ArrayMatching;
  path: string;
  errorId: string;
  onChange: (value: ArrayMatching) => void;
}

function ArrayMatchingChoice({ value, path, errorId, onChange }: ArrayMatchingChoiceProps) {
  const t = useTranslations('segment-editor.matching');
  const { matching, count } = matchingOf(value);
  const arrayMatchingOf = (next: string, number: number): ArrayMatching =>
    next === 'any' || next === 'all' ? next : ({ [next]: number } as unknown as ArrayMatching);
  return (
    <>
      <Select
        label={t('label')}
        controlSize="sm"
        className="w-auto!"
        choices={MATCHINGS.map((name) => ({ value: name, label: t(name) }))}
        value={matching}
        onValueChange={(next) => onChange(arrayMatchingOf(next, count))}
      />
      {matching !== 'any' && matching !== 'all' && (
        <PartField path={path} errorId={errorId}>
          <NumberInput
            label={t('count')}
            value={count}
            onChange={(next) => onChange(arrayMatchingOf(matching, next ?? Number.NaN))}
          />
        </PartField>
      )}
    </>
  );
}
