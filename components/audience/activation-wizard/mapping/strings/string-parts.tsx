'use client';

import { CirclePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import type { StringParameter, StringSource } from '#lib/core/audience/activation/activation.ts';
import { partsOf, stringOf } from '#lib/core/audience/activation/built-string.ts';
import { moved } from '../reorder/moved.ts';
import type { StringColumn } from './string-column.ts';
import { StringPart } from './string-part.tsx';

export interface StringPartsProps {
  column: StringColumn;
  name: string;
  onChange: (source: StringSource) => void;
}

/** The parts of a built string, in the order in which they are concatenated. */
export function StringParts({ column, name, onChange }: StringPartsProps) {
  const t = useTranslations('activation-wizard.strings');
  const parts = partsOf(column.source);
  const { keys, setKeys, newKey } = useKeys(parts.length);
  const change = (next: readonly StringParameter[], nextKeys = keys) => {
    setKeys(nextKeys);
    onChange(stringOf(next));
  };
  return (
    <ul
      data-reorder-list
      aria-label={t('valuesOf', { name })}
      className="flex flex-wrap items-center gap-2 wide:ml-8.5"
    >
      {parts.map((part, index) => (
        <StringPart
          key={keys[index]}
          part={part}
          name={t('value', { number: index + 1 })}
          field={column.column}
          index={index}
          count={parts.length}
          onMove={(to) => change(moved(parts, index, to), moved(keys, index, to))}
          onChange={(next) => change(parts.with(index, next))}
          onRemove={() => change(parts.toSpliced(index, 1), keys.toSpliced(index, 1))}
        />
      ))}
      <li>
        <LinkButton
          className="text-sm"
          icon={<CirclePlus aria-hidden />}
          onClick={() => change([...parts, { type: 'String', string: '' }], [...keys, newKey])}
        >
          {t('addValue')}
        </LinkButton>
      </li>
    </ul>
  );
}

/** Parts have no ids: each gets a key, so that its controls move with it. */
function useKeys(count: number) {
  const [keys, setKeys] = useState(() => Array.from({ length: count }, (_, index) => index));
  const current = keys.length === count ? keys : Array.from({ length: count }, (_, index) => index);
  return { keys: current, setKeys, newKey: Math.max(-1, ...current) + 1 };
}
