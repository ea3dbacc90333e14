import { useTranslations } from 'next-intl';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { type ApiOperation, membersOf } from '#lib/core/api/api-document.ts';
import { ApiDisclosure } from './api-disclosure.tsx';
import { ApiMembers } from './api-members.tsx';
import { ApiResponses } from './api-responses.tsx';

export interface ApiOperationDetailsProps {
  method: string;
  path: string;
  operation: ApiOperation;
}

/** An operation: its parameters and responses. */
export function ApiOperationDetails({ method, path, operation }: ApiOperationDetailsProps) {
  const t = useTranslations('help.api');
  const { summary, parameters, requestBody, responses } = operation;
  const body = requestBody?.content['application/json']?.schema;
  const bodyMembers = body ? membersOf(body) : [];
  const requestMembers = [
    ...parameters.map(({ in: where, ...parameter }) => ({ ...parameter, where: t(`places.${where}`) })),
    ...bodyMembers.map((member) => ({
      ...member,
      where: t('places.body'),
      description: String(member.schema['description']),
    })),
  ];
  return (
    <ApiDisclosure
      head={
        <>
          <span className="w-14 flex-none">
            <Tag accent={method !== 'GET'}>{method}</Tag>
          </span>
          <code className="mono [overflow-wrap:anywhere]">{path}</code>
          <span className="min-w-0 text-text-muted max-wide:basis-full">{summary}</span>
        </>
      }
    >
      {requestMembers.length > 0 && (
        <ApiMembers label={`${t('parameters')}: ${operation.operationId}`} members={requestMembers} />
      )}
      {requestBody && !body && <p className="text-sm text-text-muted">{t('bodyFile')}</p>}
      <ApiResponses responses={responses} />
    </ApiDisclosure>
  );
}
