import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useFieldText } from '#components/connector/use-field-name.ts';
import { effects } from '#components/hashing/browser-hashes.ts';
import { useIssueText } from '#components/job/issue-titles.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import type { Issue } from '#lib/core/issue.ts';
import { checkConstants } from '#lib/core/matching/constants.ts';
import { isMissing, trim } from '#lib/core/record/clean.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';

/** Up to this many choices are chips; more are a text input with suggestions. */
const MAX_CHIPS = 6;

export interface ConstantFieldProps {
  field: FieldSpec;
  onEnter: (value: string) => void;
}

/** Enters a constant for a field: one of its choices, or text that its rule accepts. */
export function ConstantField({ field, onEnter }: ConstantFieldProps) {
  const t = useTranslations('exports.match');
  const fieldText = useFieldText();
  const { choices = [] } = field;
  if (choices.length === 0 || choices.length > MAX_CHIPS) return <ConstantInput field={field} onEnter={onEnter} />;
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('constantFor', { field: fieldText(field.name) })}</legend>
      {choices.map((choice) => (
        <Chip key={choice} pressed={false} onClick={() => onEnter(choice)}>
          {choice}
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
          list={`${id}-choices`}
          placeholder={t('constantPlaceholder')}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button size="sm" type="submit">
          {t('useConstant')}
        </Button>
      </span>
      <datalist id={`${id}-choices`}>
        {field.choices?.map((choice) => (
          <option key={choice} value={choice} />
        ))}
      </datalist>
      {issue && <FieldError id={`${id}-issue`}>{textOf(issue.code, issue.params)}</FieldError>}
    </form>
  );
}

function issueOf(field: FieldSpec, value: string): Issue | undefined {
  const now = Math.floor(Date.now() / 1000);
  const issues = checkConstants([field], { [field.name]: value }, { now, effects });
  return issues.find(({ severity }) => severity === 'error');
}
