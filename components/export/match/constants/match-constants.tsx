import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FieldName } from '#components/connector/field-name.tsx';
import { useFieldText } from '#components/connector/use-field-name.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import { useConstantChoices } from '../table/match-choices.ts';
import { ConstantField } from './constant-field.tsx';

/** Constants for fields without a column. */
export function MatchConstants({ connector, plan, assignConstant }: ExportMapping) {
  const t = useTranslations('exports.match');
  const fieldText = useFieldText();
  const [isAdding, setAdding] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const choices = useConstantChoices(connector.fields, plan);
  const field = connector.fields.find((candidate) => candidate.name === name);
  const constants = plan.columns.filter(({ constant }) => constant !== undefined);
  const close = () => {
    setAdding(false);
    setName(null);
  };
  return (
    <section className="grid gap-2.5 border-border border-t pt-4">
      <RegionHead title={t('constants')} note={t('constantsHelp')} />
      {constants.length > 0 && (
        <ul className="grid gap-1.5 text-sm">
          {constants.map(({ column, constant }) => (
            <li key={column} className="flex flex-wrap items-center gap-x-2">
              <FieldName code={column} /> = <code>{constant}</code>
              <IconButton
                size="sm"
                label={t('removeConstant', { field: fieldText(column) })}
                icon={<X aria-hidden />}
                onClick={() => assignConstant(column, null)}
              />
            </li>
          ))}
        </ul>
      )}
      {isAdding ? (
        <div className="flex flex-wrap items-start gap-2">
          <Combobox
            controlSize="sm"
            className="wide:w-64"
            label={t('constantField')}
            searchPlaceholder={t('search')}
            choices={choices}
            value={name}
            onValueChange={setName}
          />
          {field && (
            <ConstantField
              key={field.name}
              field={field}
              onEnter={(value) => {
                assignConstant(field.name, value);
                close();
              }}
            />
          )}
          <IconButton size="sm" label={t('cancelConstant')} icon={<X aria-hidden />} onClick={close} />
        </div>
      ) : (
        <LinkButton className="justify-self-start text-sm" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
          {t('addConstant')}
        </LinkButton>
      )}
    </section>
  );
}
