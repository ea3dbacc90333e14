'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { useTranslations } from 'next-intl';
import { controlStyle } from '#components/ui/forms/control-style.ts';
import { useFieldControl } from '#components/ui/forms/field-context.ts';
import type { ValueColumn } from './operand-props.ts';
import { Suggestions } from './suggestions.tsx';
import type { SuggestedValue } from './use-column-values.ts';
import { SHOW_VALUES, useSuggestions } from './use-suggestions.ts';

export interface ValueInputProps {
  label: string;
  value: string;
  column: ValueColumn | undefined;
  onChange: (value: string) => void;
}

/** A text, for which the values of a column are suggested. */
export function ValueInput({ label, value, column, onChange }: ValueInputProps) {
  const t = useTranslations('segment-editor.values');
  const wiring = useFieldControl({});
  const isLocked = wiring['aria-disabled'] ?? false;
  const suggestions = useSuggestions(column, value);
  return (
    <Autocomplete.Root<SuggestedValue>
      items={suggestions.values}
      itemToStringValue={(item) => (typeof item === 'string' ? item : item.value)}
      value={value}
      onValueChange={(next) => (next === SHOW_VALUES ? suggestions.show() : onChange(next))}
      open={suggestions.isOpen}
      onOpenChange={suggestions.setOpen}
      openOnInputClick
      mode="none"
    >
      <Autocomplete.Input
        {...wiring}
        readOnly={isLocked}
        aria-label={label}
        placeholder={t('value')}
        onFocus={isLocked ? undefined : suggestions.load}
        onBlur={() => suggestions.setOpen(false)}
        className={controlStyle('sm', 'w-44!')}
      />
      {column && <Suggestions column={column.column} chosen={[value]} isHidden={suggestions.isHidden} />}
    </Autocomplete.Root>
  );
}
