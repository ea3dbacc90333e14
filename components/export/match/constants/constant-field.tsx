import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useFieldText } from '#components/connector/use-field-name.ts';
import { useValueChoices } from '#components/connector/use-value-choices.ts';
import { effects } from '#components/hashing/browser-hashes.ts';
import { useIssueText } from '#components/job/issue-titles.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { OptionText } from '#components/ui/forms/option-text.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import type { Issue } from '#lib/core/issue.ts';
import { checkConstants } from '#lib/core/matching/constants.ts';
import { isMissing, trim } from '#lib/core/record/clean.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';

/** Up to this many values are chips; more are a list that can be searched. */
const MAX_CHIPS = 6;

export interface ConstantFieldProps {
  field: FieldSpec;
  onEnter: (value: string) => void;
}

/** Enters a constant for a field: one of its values, or text that its rule accepts. */
export function ConstantField({ field, onEnter }: ConstantFieldProps) {
  const t = useTranslations('exports.match');
  const fieldText = useFieldText();
  const values = useValueChoices(field);
  if (values.length === 0) return <ConstantInput field={field} onEnter={onEnter} />;
  if (values.length > MAX_CHIPS)
    return (
      <Combobox
        controlSize="sm"
        className="w-full wide:max-w-64"
        label={t('constantFor', { field: fieldText(field.name) })}
        placeholder={t('pickValue')}
        searchPlaceholder={t('searchValues')}
        choices={values}
        value={null}
        onValueChange={onEnter}
      />
    );
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('constantFor', { field: fieldText(field.name) })}</legend>
      {values.map((option) => (
        <Chip
          key={option.value}
          pressed={false}
          className="whitespace-normal! text-start"
          onClick={() => onEnter(option.value)}
        >
          <OptionText option={option} />
        </Chip>
      ))}
    </fieldset>
  );
}

function ConstantInput({ field, onEnter }: ConstantFieldProps) {
  const t = useTranslations('exports.match');
  const textOf = useIssueText();
  const fieldText = useFieldText();
  const id = useId();
  const [text, setText] = useState('');
  const [issue, setIssue] = useState<Issue>();
  const enter = (event: FormEvent) => {
    event.preventDefault();
    const value = trim(text);
    if (isMissing(value)) return;
    const error = issueOf(field, value);
    setIssue(error);
    if (!error) onEnter(value);
  };
  return (
    <form onSubmit={enter} noValidate className="grid gap-1.5">
      <span className="flex gap-2">
        <TextInput
          controlSize="sm"
          className="min-w-0 flex-1 wide:max-w-48"
          aria-label={t('constantFor', { field: fieldText(field.name) })}
          aria-invalid={issue !== undefined}
          aria-describedby={issue && `${id}-issue`}
          placeholder={t('constantPlaceholder')}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button size="sm" type="submit">
          {t('useConstant')}
        </Button>
      </span>
      {issue && <FieldError id={`${id}-issue`}>{textOf(issue.code, issue.params)}</FieldError>}
    </form>
  );
}

function issueOf(field: FieldSpec, value: string): Issue | undefined {
  const now = Math.floor(Date.now() / 1000);
  const issues = checkConstants([field], { [field.name]: value }, { now, effects });
  return issues.find(({ severity }) => severity === 'error');
}
