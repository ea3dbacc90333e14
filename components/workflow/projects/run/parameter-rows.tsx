'use client';

import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Help } from '#components/ui/overlays/help.tsx';

export interface ParameterRow {
  readonly id: number;
  readonly key: string;
  readonly value: string;
}

export interface ParameterRowsProps {
  rows: readonly ParameterRow[];
  onChange: (rows: readonly ParameterRow[]) => void;
}

/** Parameters of a session, each a key with its value. */
export function ParameterRows({ rows, onChange }: ParameterRowsProps) {
  const t = useTranslations('workflows.run');
  const change = (id: number, part: Partial<ParameterRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const nextId = Math.max(0, ...rows.map(({ id }) => id)) + 1;
  return (
    <fieldset className="grid gap-1.5">
      <legend className="font-semibold text-sm">{t('parameters')}</legend>
      {rows.map(({ id, key, value }, index) => (
        <div key={id} className="grid grid-cols-[minmax(0,2fr)_auto_minmax(0,3fr)_auto] items-center gap-2">
          <TextInput
            autoFocus={index === rows.length - 1}
            aria-label={t('key', { number: index + 1 })}
            placeholder={t('keyExample')}
            className="font-mono"
            autoComplete="off"
            spellCheck={false}
            value={key}
            onChange={({ target }) => change(id, { key: target.value })}
          />
          <span aria-hidden className="text-text-muted">
            =
          </span>
          <TextInput
            aria-label={t('value', { number: index + 1 })}
            className="font-mono"
            autoComplete="off"
            spellCheck={false}
            value={value}
            onChange={({ target }) => change(id, { value: target.value })}
          />
          <IconButton
            label={t('removeParameter', { number: index + 1 })}
            icon={<Minus aria-hidden />}
            onClick={() => onChange(rows.filter((row) => row.id !== id))}
          />
        </div>
      ))}
      <LinkButton
        icon={<Plus aria-hidden />}
        className="w-fit text-sm"
        onClick={() => onChange([...rows, { id: nextId, key: '', value: '' }])}
      >
        {t('addParameter')}
      </LinkButton>
      <Help>{t('parametersHelp')}</Help>
    </fieldset>
  );
}

export function parametersOf(rows: readonly ParameterRow[]): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.filter(({ key }) => key.trim() !== '').map(({ key, value }) => [key.trim(), value]));
}
