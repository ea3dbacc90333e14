'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFieldText } from '#components/connector/use-field-name.ts';
import { MappingNameDialog } from '#components/export-steps/mapping-name-dialog.tsx';
import { useUnitText } from '#components/export-steps/use-unit-text.ts';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { useShortEncodingName } from '#components/upload/format-choices.ts';
import { targetsOf, UNITS } from '#lib/core/record/field-target.ts';
import { countFixes } from '#lib/core/saved-mapping/column-fixes.ts';
import type { SavedMapping } from '#lib/core/saved-mapping/saved-mapping.ts';
import { DELIMITER_NAMES } from '#lib/core/upload/file-format.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { DeleteMapping } from './delete-mapping.tsx';
import type { MappingActions } from './mapping-actions.ts';

/** How a saved mapping reads files and values, and how many values it matches and fixes it makes. */
function useApplied({ mapping, reading, fixes }: SavedMapping): readonly string[] {
  const t = useTranslations('mappings.applied');
  const nameOf = useShortEncodingName();
  const unitText = useUnitText();
  const targets = Object.values(mapping).flatMap(targetsOf);
  const { encoding, sheet, delimiter, headerRow, numbersDuplicates } = reading;
  const unitTexts = UNITS.flatMap((unit) => {
    const answers = new Set(targets.flatMap((target) => target[unit] ?? []));
    return [...answers].map((answer) => unitText({ unit, answer }));
  });
  const valueCount = targets.reduce((sum, { values = {} }) => sum + Object.keys(values).length, 0);
  const fixCount = countFixes(fixes);
  const texts = [
    encoding !== undefined && nameOf(encoding),
    sheet !== undefined && t('sheet', { sheet }),
    delimiter !== undefined && t('delimiter', { delimiter: DELIMITER_NAMES[delimiter] }),
    headerRow !== undefined && t('noHeader'),
    numbersDuplicates === true && t('numbered'),
    ...unitTexts,
    valueCount > 0 && t('values', { count: valueCount }),
    fixCount > 0 && t('fixes', { count: fixCount }),
  ];
  return texts.filter((text) => text !== false);
}

export interface MappingRowProps {
  savedMapping: SavedMapping;
  actions: MappingActions;
}

/** A saved mapping with its actions. */
export function MappingRow({ savedMapping, actions: { rename, remove } }: MappingRowProps) {
  const t = useTranslations('mappings');
  const format = useFormatter();
  const fieldText = useFieldText();
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null);
  const { id, name, mapping, constants, updatedAt } = savedMapping;
  const mappedTexts = Object.entries(mapping).flatMap(([column, target]) =>
    targetsOf(target).map(({ field, join = [] }) => `${[column, ...join].join(' + ')} → ${fieldText(field)}`),
  );
  const constantTexts = Object.entries(constants).map(([field, value]) => `${fieldText(field)} = ${value}`);
  const applied = useApplied(savedMapping);
  const close = () => setDialog(null);
  return (
    <tr>
      <RowHead className="wide:min-w-40 wide:max-w-72 [overflow-wrap:anywhere]">{name}</RowHead>
      <Td
        label={t('columns.matched')}
        cut
        className="wide:w-full wide:min-w-64"
        title={format.list(mappedTexts, LIST_FORMAT)}
        muted={mappedTexts.length === 0}
      >
        {mappedTexts.length === 0 ? t('nothing') : format.list(mappedTexts, LIST_FORMAT)}
      </Td>
      <Td label={t('columns.constants')} className="wide:min-w-44" muted={constantTexts.length === 0}>
        {constantTexts.length === 0 ? t('nothing') : format.list(constantTexts, LIST_FORMAT)}
      </Td>
      <Td label={t('columns.applied')} className="wide:min-w-52" muted={applied.length === 0}>
        {applied.length === 0 ? t('nothing') : format.list(applied, LIST_FORMAT)}
      </Td>
      <Td label={t('columns.updated')}>
        <Time value={updatedAt} />
      </Td>
      <Td corner end>
        <MoreMenu itemName={name}>
          <MenuItem needs="mappings.write" icon={<Pencil aria-hidden />} onSelect={() => setDialog('rename')}>
            {t('rename.action')}
          </MenuItem>
          <MenuItem needs="mappings.write" danger icon={<Trash2 aria-hidden />} onSelect={() => setDialog('delete')}>
            {t('delete.action')}
          </MenuItem>
        </MoreMenu>
        <MappingNameDialog
          open={dialog === 'rename'}
          onClose={close}
          title={t('rename.title')}
          name={name}
          save={(entered) => rename({ mapping: id, name: entered })}
        />
        <DeleteMapping open={dialog === 'delete'} onClose={close} savedMapping={savedMapping} remove={remove} />
      </Td>
    </tr>
  );
}
