import { useTranslations } from 'next-intl';
import { SheetBody } from '#components/layout/sheet.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Bytes } from '#components/ui/text/bytes.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { TableViewProps } from './table-view.ts';

export function TableDetails({ database, table: { name, columns, records, bytes, updatedAt } }: TableViewProps) {
  const t = useTranslations('workbench');
  const fullName = `${database}.${name}`;
  return (
    <SheetBody>
      <Facts labels="wide">
        <Fact label={t('tables.fullName')}>
          <span className="-my-1 inline-flex items-center gap-1">
            <code>{fullName}</code>
            <CopyButton text={fullName} label={t('tables.fullName')} iconOnly />
          </span>
        </Fact>
        <Fact label={t('databases.columns.records')}>
          <Num value={records} />
        </Fact>
        <Fact label={t('tables.columns')}>
          <Num value={columns.length} />
        </Fact>
        <Fact label={t('databases.columns.size')}>
          <Bytes value={bytes} />
        </Fact>
        <Fact label={t('databases.columns.updated')}>
          <Time value={updatedAt} shape="second" />
        </Fact>
      </Facts>
    </SheetBody>
  );
}
