'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { CONDITION_NAMES, type NamedBy } from '#lib/core/audience/rules/expression.ts';
import { useRuleForm } from '../state/rule-form.ts';

export interface ExpressionFieldProps {
  label: string;
  value: string;
  namedBy: NamedBy;
  /** How many rules or rule sets the expression has to name. */
  count: number;
  path: string;
  onChange: (value: string) => void;
}

/** The expression of the Advanced match logic. */
export function ExpressionField({ label, value, namedBy, count, path, onChange }: ExpressionFieldProps) {
  const t = useTranslations('segment-editor.match');
  const errorId = useId();
  const problem = useRuleForm().problemAt(path);
  const names = CONDITION_NAMES[namedBy];
  return (
    <div className="grid min-w-0 gap-1 max-wide:basis-full">
      <TextInput
        aria-label={label}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem && errorId}
        controlSize="sm"
        autoComplete="off"
        spellCheck={false}
        placeholder={count > 1 ? `${names.charAt(0)} ${t('or')} ${names.charAt(1)}` : names.charAt(0)}
        className="mono wide:w-56!"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {problem && <FieldError id={errorId}>{problem.text}</FieldError>}
    </div>
  );
}
