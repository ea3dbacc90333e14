'use client';

import { Clock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/forms/select.tsx';
import { NumberInput } from '../operands/number-input.tsx';
import { UnitSelect } from '../operands/unit-select.tsx';
import { singleUnit } from '../state/parts-with-fields.ts';
import type { BehaviorDraft } from '../state/rule-draft.ts';
import { PartField } from './part-field.tsx';

export interface WindowFieldsProps {
  window: BehaviorDraft['window'];
  path: string;
  errorId: string;
  onChange: (window: BehaviorDraft['window']) => void;
}

/** Which rows are used: all, or those of a past period. */
export function WindowFields({ window, path, errorId, onChange }: WindowFieldsProps) {
  const t = useTranslations('segment-editor.windows');
  const length = window && singleUnit(window.duration);
  const change = (unit: string, count: number) => onChange({ type: 'TimeSliding', duration: { [unit]: count } });
  const icon = <Clock aria-hidden className="size-4 flex-none" />;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <span>{t('in')}</span>
      <Select
        label={t('label')}
        controlSize="sm"
        className="w-auto!"
        choices={[
          { value: 'all', label: t('all'), icon },
          { value: 'past', label: t('past'), icon },
        ]}
        value={window ? 'past' : 'all'}
        onValueChange={(chosen) => (chosen === 'all' ? onChange(undefined) : change('day', 90))}
      />
      {length && (
        <PartField path={path} errorId={errorId}>
          <NumberInput
            label={t('count')}
            value={length.count}
            onChange={(count) => change(length.unit, count ?? Number.NaN)}
          />
          <UnitSelect value={length.unit} count={length.count} onChange={(unit) => change(unit, length.count)} />
        </PartField>
      )}
    </span>
  );
}
