'use client';

import { useTranslations } from 'next-intl';
import { Bytes } from '#components/ui/bytes.tsx';
import type { Plan } from '#lib/core/plan.ts';
import type { ExportFile } from './export-file.ts';
import { useFormatText } from './export-format.ts';
import { ExportSide } from './export-side.tsx';

/** The stepper of an export whose file is here. */
export function ExportFileSide({ at, file, plan }: { at: 'match' | 'send'; file: ExportFile; plan: Plan }) {
  const t = useTranslations('exports.steps');
  const formatText = useFormatText();
  const { columns, ignored } = plan;
  const matched =
    at === 'match'
      ? t('columns', { count: columns.length + ignored.length })
      : t('matched', { matched: columns.length, ignored: ignored.length });
  return (
    <ExportSide
      at={at}
      facts={{ upload: [file.name, <Bytes key="size" value={file.bytes} />, formatText(file)], match: [matched] }}
      hrefs={{ upload: '/exports/new', match: `/exports/new/${file.id}/match` }}
    />
  );
}
