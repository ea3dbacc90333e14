import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';

/**
 * The target of a file. Without a database, a new one is created; without a name, the table is named after the file.
 */
export interface Target {
  readonly database: string | null;
  readonly newDatabase: string;
  readonly table: string;
}

export interface UploadTargetProps {
  databases: readonly string[];
  target: Target;
  problems: Partial<Record<keyof Target, string>>;
  disabled: boolean;
  onChange: (target: Target) => void;
}

/** The value of the option for a new database; no database can have this name. */
const NEW_DATABASE = '+';

export function UploadTarget({ databases, target, problems, disabled, onChange }: UploadTargetProps) {
  const t = useTranslations('workbench.upload');
  const { database, newDatabase, table } = target;
  const names = database === null || databases.includes(database) ? databases : [...databases, database];
  const choices = [
    ...names.map((name) => ({ value: name, label: name })),
    { value: NEW_DATABASE, label: t('newDatabase') },
  ];
  return (
    <div className="grid wide:grid-cols-2 gap-6">
      <Field label={t('database')}>
        <Select
          choices={choices}
          value={database ?? NEW_DATABASE}
          disabled={disabled}
          onValueChange={(name) => onChange({ ...target, database: name === NEW_DATABASE ? null : name })}
        />
      </Field>
      {database === null && (
        <Field label={t('newName')} required error={problems.newDatabase} help={t('nameHelp')}>
          <TextInput
            autoComplete="off"
            spellCheck={false}
            disabled={disabled}
            value={newDatabase}
            onChange={({ target: { value } }) => onChange({ ...target, newDatabase: value })}
          />
        </Field>
      )}
      <Field label={t('table')} error={problems.table} help={t('tableHelp')}>
        <TextInput
          autoComplete="off"
          spellCheck={false}
          disabled={disabled}
          value={table}
          onChange={({ target: { value } }) => onChange({ ...target, table: value })}
        />
      </Field>
    </div>
  );
}
