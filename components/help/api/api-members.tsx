import { useTranslations } from 'next-intl';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { type JsonSchema, typeOf } from '#lib/core/api/api-document.ts';

export interface ApiMember {
  name: string;
  required: boolean;
  schema: JsonSchema;
  /** The part of the request: path, query or body; absent for members of a shape. */
  where?: string;
  description?: string;
}

/** The members of a request or shape with their types. */
export function ApiMembers({ label, members }: { label: string; members: readonly ApiMember[] }) {
  const t = useTranslations('help.api');
  const isRequest = members.some(({ where }) => where !== undefined);
  return (
    <Table label={label} cards>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          {isRequest && <Th>{t('where')}</Th>}
          <Th>{t('type')}</Th>
          {isRequest && <Th>{t('meaning')}</Th>}
        </tr>
      </thead>
      <tbody>
        {members.map(({ name, required, schema, where, description }) => (
          <Tr key={`${where} ${name}`}>
            <RowHead className="font-normal! [overflow-wrap:anywhere]">
              <span className="inline-flex flex-wrap items-center gap-2">
                <code className="mono">{name}</code>
                {isRequest && required && <Tag>{t('required')}</Tag>}
              </span>
            </RowHead>
            {isRequest && (
              <Td label={t('where')} muted>
                {where}
              </Td>
            )}
            <Td label={t('type')}>
              <code className="mono [overflow-wrap:anywhere]">{typeOf(schema)}</code>
            </Td>
            {isRequest && (
              <Td label={t('meaning')} muted>
                {description}
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
