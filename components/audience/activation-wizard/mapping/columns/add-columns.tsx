'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { DataTypeGlyph } from '#components/audience/data-type-glyph.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { BuiltTable } from '#lib/core/audience/build.ts';

export interface AddColumnsProps {
  heading: string;
  table: BuiltTable;
  /** Columns that the output already has. They can be added again, under another name. */
  used: readonly string[];
  onAdd: (names: readonly string[]) => void;
  onClose: () => void;
}

/** Adds any number of columns at once. Mount it only while open. */
export function AddColumns({ heading, table, used, onAdd, onClose }: AddColumnsProps) {
  const t = useTranslations('activation-wizard.columns');
  const formId = useId();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const term = search.trim().toLowerCase();
  const shown = table.columns.filter(({ name, group }) => `${name} ${group}`.toLowerCase().includes(term));
  const toggle = (name: string, isChosen: boolean) =>
    setChosen((before) => (isChosen ? [...before, name] : before.filter((other) => other !== name)));
  const unused = shown.map(({ name }) => name).filter((name) => !used.includes(name));
  const areAllChosen = unused.length > 0 && unused.every((name) => chosen.includes(name));
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={t('add')}
      description={heading}
      foot={
        <>
          <Button className="max-wide:hidden" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="primary" type="submit" form={formId} disabled={chosen.length === 0}>
            {t('addCount', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen.length > 0) onAdd(chosen);
        }}
      >
        <SearchInput label={t('search')} placeholder={t('search')} value={search} onValueChange={setSearch} />
        {shown.length === 0 && <p className="text-sm text-text-muted">{t('noMatch')}</p>}
        {unused.length > 1 && (
          <Checkbox
            className="border-border border-b pb-2"
            label={t('all', { count: unused.length })}
            checked={areAllChosen}
            indeterminate={!areAllChosen && unused.some((name) => chosen.includes(name))}
            onChange={({ target }) =>
              setChosen((before) => {
                const others = before.filter((name) => !unused.includes(name));
                return target.checked ? [...others, ...unused] : others;
              })
            }
          />
        )}
        <fieldset className="grid max-h-80 gap-1 overflow-auto p-0.5">
          <legend className="sr-only">{heading}</legend>
          {shown.map(({ name, type }) => (
            <Checkbox
              key={name}
              checked={chosen.includes(name)}
              onChange={({ target }) => toggle(name, target.checked)}
              label={
                <span className="[overflow-wrap:anywhere]">
                  <DataTypeGlyph type={type} />
                  {name}
                  {used.includes(name) && <span className="ml-2 text-text-muted text-xs">{t('used')}</span>}
                </span>
              }
            />
          ))}
        </fieldset>
      </form>
    </Dialog>
  );
}
