'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import type { StringParameter } from '#lib/core/audience/activation/activation.ts';
import { ReorderHandle } from '../reorder/reorder-handle.tsx';
import { PartValue } from './part-value.tsx';

const TYPES = ['String', 'Timestamp', 'SegmentId', 'SegmentName', 'AudienceId'] as const;

export interface StringPartProps {
  part: StringParameter;
  /** Names the part by its position, for the labels of its controls. */
  name: string;
  /** The output column of the string. */
  field: string;
  index: number;
  count: number;
  onMove: (to: number) => void;
  onChange: (part: StringParameter) => void;
  onRemove: () => void;
}

/** One part of a built string. */
export function StringPart({ part, name, field, index, count, onMove, onChange, onRemove }: StringPartProps) {
  const t = useTranslations('activation-wizard.strings');
  const changeType = (type: string) => {
    if (type === 'String') onChange({ type, string: '' });
    else if (type === 'Timestamp') onChange({ type, format: 'unix' });
    else onChange({ type: type as 'SegmentId' | 'SegmentName' | 'AudienceId' });
  };
  return (
    <li
      data-reorder-item
      className="flex min-w-0 max-w-full flex-wrap items-center gap-1 rounded-control border border-border-strong bg-surface py-0.5 pr-0.5 pl-1"
    >
      <ReorderHandle name={name} index={index} count={count} onMove={onMove} />
      <Select
        controlSize="sm"
        className="w-auto! border-transparent! text-text-muted"
        label={t('typeOf', { name })}
        choices={TYPES.map((value) => ({ value, label: t(`types.${value}`) }))}
        value={part.type}
        onValueChange={changeType}
      />
      <PartValue part={part} name={name} field={field} onChange={onChange} />
      <IconButton size="sm" label={t('remove', { name })} icon={<X aria-hidden />} onClick={onRemove} />
    </li>
  );
}
