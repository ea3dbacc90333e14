import { useTranslations } from 'next-intl';
import { useFieldText } from '#components/connector/use-field-name.ts';
import type { DroppedTarget } from '#components/export-steps/export-mapping.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';

/**
 * Reports that a column has just lost a field to another column or to a constant or by a join, or its matched values.
 */
export function DroppedNote({ field: name, column, valueCount, newSource, joinedTo, undo }: DroppedTarget) {
  const t = useTranslations('exports.match.dropped');
  const fieldText = useFieldText();
  const field = fieldText(name);
  return (
    <Banner
      tone={valueCount > 0 ? 'warning' : 'info'}
      live
      actions={
        <Button size="sm" onClick={undo}>
          {t('undo')}
        </Button>
      }
    >
      {newSource !== undefined && (
        <b>{newSource === null ? t('toConstant', { field, column }) : t('moved', { field, column, now: newSource })}</b>
      )}
      {joinedTo !== undefined && <b>{t('joined', { field, column, now: joinedTo })}</b>}{' '}
      {valueCount > 0 && t('values', { field, column, count: valueCount })}
    </Banner>
  );
}
