import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MissingFileBanner } from '#components/record/missing-file-banner.tsx';
import { Bytes } from '#components/ui/text/bytes.tsx';
import { CodeBlock } from '#components/ui/text/code-block.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import { JsonView } from '#components/ui/text/json-view.tsx';
import type { BatchDetail, ShownRequest } from '#lib/core/view/batch-view.ts';

/** The first events of the request, rebuilt from the file, without the token and with personal values masked. */
export function BatchRequest({ detail: { batch, request, fileGone } }: { detail: BatchDetail }) {
  const t = useTranslations('jobs.batches.drawer');
  if (fileGone) return <MissingFileBanner missing={fileGone} />;
  if (!request) return null;
  const head = headOf(request);
  return (
    <section className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold text-sm">{t('request')}</h3>
        <CopyButton text={`${head}\n\n${JSON.stringify(request.events, null, 2)}`} label={t('request')} />
      </div>
      <CodeBlock label={t('head')}>{head}</CodeBlock>
      <p className="text-text-muted text-xs">
        {t.rich(request.hasStoredHash ? 'same' : 'differs', { bytes: () => <Bytes value={request.bytes} /> })}
      </p>
      <h4 className="font-medium text-text-muted text-xs">
        {t('events', { shown: request.events.length, count: batch.events })}
      </h4>
      {request.events.map((event, index) => (
        <JsonView
          // biome-ignore lint/suspicious/noArrayIndexKey: an event's position is its identity here
          key={index}
          label={t('event', { number: index + 1 })}
          value={event}
          hashed={request.hashed}
        />
      ))}
      <p className="flex items-center gap-1.5 text-text-muted text-xs">
        <Lock aria-hidden className="size-3.5 flex-none" />
        {t('hidden')}
      </p>
    </section>
  );
}

function headOf({ path, headers }: ShownRequest): string {
  return [`POST ${path}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\n');
}
