'use client';

import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/forms/select.tsx';
import type { DataType } from '#lib/core/audience/data-type.ts';
import type { OperatorId } from '#lib/core/audience/rules/operators.ts';
import { operatorLabel } from '#lib/messages/rule-words/operator-words.ts';
import { operatorsOf, withOperator } from '../state/new-values.ts';
import type { OperatorDraft } from '../state/rule-draft.ts';

export interface OperatorChoiceProps {
  operator: OperatorDraft;
  type: DataType;
  onChange: (operator: OperatorDraft) => void;
}

/** The operators of a data type, each with its negation. */
export function OperatorChoice({ operator, type, onChange }: OperatorChoiceProps) {
  const t = useTranslations('segment-editor');
  const source = { text: (key: string, params?: object) => t(key as never, params as never) };
  const options = operatorsOf(type).flatMap((id) =>
    [false, true].map((not) => ({ value: optionOf(id, not), label: operatorLabel(source, id, not, type) })),
  );
  return (
    <Select
      label={t('fields.operator')}
      controlSize="sm"
      className="w-auto! border-border-strong! text-text-muted!"
      choices={options}
      value={optionOf(operator.type, operator.not)}
      onValueChange={(chosen) => {
        const [id, not] = chosen.split(' ');
        onChange(withOperator(operator, id as OperatorId, not === 'not'));
      }}
    />
  );
}

function optionOf(id: OperatorId, not: boolean): string {
  return not ? `${id} not` : id;
}
