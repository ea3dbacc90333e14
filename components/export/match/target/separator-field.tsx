import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';

export interface SeparatorFieldProps {
  label: string;
  choices: readonly string[];
  value: string;
  onChange: (separator: string) => void;
}

/** Chooses a separator. The initial one is offered, too: in a mapping file it can be any text. */
export function SeparatorField({ label, choices, value, onChange }: SeparatorFieldProps) {
  const t = useTranslations('exports.match');
  const [all] = useState(() => [...new Set([...choices, value])]);
  return (
    <Field label={label}>
      <Select
        choices={all.map((separator) => ({ value: separator, label: separator === ' ' ? t('space') : separator }))}
        value={value}
        onValueChange={onChange}
      />
    </Field>
  );
}
