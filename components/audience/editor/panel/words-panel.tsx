'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import type { SegmentRule } from '#lib/core/audience/rules/rule.ts';
import { segmentSentence } from '#lib/messages/rule-words/segment-sentence.ts';
import { plainText } from '#lib/messages/rule-words/word-source.ts';
import { SentenceText } from '../sentence-text.tsx';
import { useRuleForm } from '../state/rule-form.ts';
import { useRuleWords } from '../use-rule-words.ts';
import { PanelSection } from './panel-section.tsx';
import { SqlDialog } from './sql-dialog.tsx';

/** The rule as a sentence, and as SQL. */
export function WordsPanel({ rule }: { rule: SegmentRule | undefined }) {
  const t = useTranslations('segment-editor.words');
  const source = useRuleWords(useRuleForm().choices);
  const sentence = rule && segmentSentence(source, rule);
  return (
    <PanelSection
      title={t('title')}
      action={sentence !== undefined && <CopyButton iconOnly label={t('title')} text={plainText(sentence)} />}
    >
      <p className="text-sm text-text-muted leading-5.5 [overflow-wrap:anywhere]">
        {sentence === undefined ? t('incomplete') : <SentenceText sentence={sentence} />}
      </p>
      {rule && <SqlDialog rule={rule} />}
    </PanelSection>
  );
}
