'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { effects } from '#components/hashing/browser-hashes.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextArea } from '#components/ui/forms/text-area.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { connectorOf } from '#lib/connectors/registry.ts';
import { inspectValue } from '#lib/core/hashing/inspect-value.ts';
import { Comparison } from './comparison.tsx';
import { InspectedResult } from './inspected-result.tsx';
import { useFieldChoices } from './use-field-choices.ts';

export interface HashInspectorProps {
  connectorType: string;
  initialField: string | undefined;
}

/**
 * Shows how a value is cleaned and hashed, and explains a given hash. Everything is computed in this page: pasted
 * values are in its memory only, never in a URL, request or storage.
 */
export function HashInspector({ connectorType, initialField }: HashInspectorProps) {
  const t = useTranslations('inspector');
  const fields = connectorOf(connectorType).fields.filter(({ isHashed }) => isHashed);
  const [name, setName] = useState(initialField ?? fields[0]?.name ?? '');
  const [value, setValue] = useState('');
  const [hash, setHash] = useState('');
  // Trying thousands of hash variants must not delay typing.
  const deferredValue = useDeferredValue(value);
  const deferredHash = useDeferredValue(hash);
  const field = fields.find((each) => each.name === name) ?? fields[0];
  const choices = useFieldChoices(fields);
  if (!field) return null;
  const inspected = inspectValue(field, deferredValue, Date.now() / 1000, effects);
  return (
    <div className="grid min-h-full grid-cols-[minmax(0,1fr)] max-xl:content-start xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] xl:divide-x xl:divide-border">
      <Region last className="grid content-start gap-6">
        <Banner tone="info" title={t('private')}>
          {t('privateText')}
        </Banner>
        <Field label={t('field')} help={<FieldRule name={field.name} />}>
          <Combobox
            label={t('field')}
            searchPlaceholder={t('searchFields')}
            choices={choices}
            value={field.name}
            onValueChange={setName}
          />
        </Field>
        <Field label={t('value')} help={t('valueHelp')}>
          <PastedText value={value} onValueChange={setValue} />
        </Field>
        <Field label={t('hashToCompare')} note={t('optional')} help={t('hashToCompareHelp')}>
          <PastedText value={hash} onValueChange={setHash} mono />
        </Field>
      </Region>
      <Region last className="grid content-start gap-6 max-xl:border-border max-xl:border-t">
        <InspectedResult field={field} cell={deferredValue} inspected={inspected} />
        {deferredHash.trim() !== '' && (
          <Comparison givenHash={deferredHash} cell={deferredValue} values={inspected.values} />
        )}
      </Region>
    </div>
  );
}

function FieldRule({ name }: { name: string }) {
  const t = useTranslations('field-rules');
  return t.has(name as never) ? t(name as never) : null;
}

/** Thousands of variants are hashed during typing, which is too slow for whole files. */
const MAX_CHARACTERS = 2000;

/** A field for personal values, which turns off the browser's autofill, correction and spelling services. */
function PastedText({
  value,
  onValueChange,
  mono = false,
}: {
  value: string;
  onValueChange: (value: string) => void;
  mono?: boolean;
}) {
  return (
    <TextArea
      rows={2}
      className={`[overflow-wrap:anywhere] ${mono ? 'mono' : ''}`}
      value={value}
      onChange={(event) => onValueChange(event.target.value)}
      maxLength={MAX_CHARACTERS}
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="off"
      spellCheck={false}
    />
  );
}
