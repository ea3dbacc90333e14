import { ArrowRight, CircleMinus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';

export interface OutputNameProps {
  /** What the label of the input calls the column. */
  sourceName: string;
  /** What the label of the button calls the column. */
  shownName: string;
  value: string;
  placeholder?: string;
  /** The error of the column; `isInvalid`: whether it is about its name. */
  error: string | undefined;
  isInvalid: boolean;
  onChange: (name: string) => void;
  onRemove: () => void;
}

/** The name of a column in the output, and a button that removes the column: the last cells of its row. */
export function OutputName({ sourceName, shownName, error, isInvalid, onChange, onRemove, ...input }: OutputNameProps) {
  const t = useTranslations('activation-wizard.columns');
  const errorId = useId();
  return (
    <>
      <ArrowRight aria-hidden className="size-4 text-text-muted max-wide:row-start-2 max-wide:justify-self-center" />
      <TextInput
        tabularDigits
        className="mono max-wide:row-start-2"
        aria-label={t('outputOf', { column: sourceName })}
        aria-invalid={isInvalid}
        aria-describedby={error === undefined ? undefined : errorId}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
        {...input}
      />
      <IconButton
        size="sm"
        className="max-wide:col-start-3 max-wide:row-start-1"
        label={t('remove', { name: shownName })}
        icon={<CircleMinus aria-hidden />}
        onClick={onRemove}
      />
      {error !== undefined && (
        <span className="col-start-4 col-end-6 max-wide:col-start-2 max-wide:row-start-3">
          <FieldError id={errorId}>{error}</FieldError>
        </span>
      )}
    </>
  );
}
