'use client';

import { useQuery } from '@tanstack/react-query';
import { Code } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { ruleSqlPath } from '#components/paths.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { CodeBlock } from '#components/ui/text/code-block.tsx';
import type { SegmentRule } from '#lib/core/audience/rules/rule.ts';
import { useRuleForm } from '../state/rule-form.ts';

/** The SQL of the rule being edited, saved or not. */
export function SqlDialog({ rule }: { rule: SegmentRule }) {
  const t = useTranslations('segment-editor.sql');
  const [isOpen, setOpen] = useState(false);
  const { parentSegment } = useRuleForm().choices;
  const { data, error } = useQuery({
    queryKey: ['rule-sql', parentSegment, rule],
    queryFn: ({ signal }) =>
      requestJson<{ readonly sql: string }>(ruleSqlPath(parentSegment), { ...postJson({ rule }), signal }),
    enabled: isOpen,
    retry: false,
    gcTime: 0,
  });
  return (
    <>
      <LinkButton icon={<Code aria-hidden />} className="w-fit text-sm" onClick={() => setOpen(true)}>
        {t('show')}
      </LinkButton>
      <Dialog open={isOpen} onOpenChange={setOpen} size="lg" title={t('title')} description={t('text')}>
        {error && (
          <Banner live tone="error" title={t('failed')}>
            {error.message}
          </Banner>
        )}
        {data ? <CodeBlock label={t('title')}>{data.sql}</CodeBlock> : !error && <Skeleton />}
      </Dialog>
    </>
  );
}
