import { useTranslations } from 'next-intl';
import { hashFunctions } from '#components/hashing/browser-hashes.ts';
import { Banner, type BannerTone } from '#components/ui/feedback/banner.tsx';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import { explainHash, type HashExplanation } from '#lib/core/hashing/explain-hash.ts';
import type { InspectedValue } from '#lib/core/hashing/inspect-value.ts';

export interface ComparisonProps {
  givenHash: string;
  cell: string;
  values: readonly InspectedValue[];
}

/** Explains how a given hash was made, and how to fix it. */
export function Comparison({ givenHash, cell, values }: ComparisonProps) {
  const t = useTranslations('inspector.compare');
  const explanation = explainHash(givenHash, { value: cell, values, hashFunctions });
  const { tone, title, text } = useVerdict(explanation);
  return (
    <section aria-labelledby="compared" aria-live="polite">
      <RegionHead title={<span id="compared">{t('title')}</span>} />
      <Banner tone={tone} title={title}>
        {text}
      </Banner>
    </section>
  );
}

interface Verdict {
  tone: BannerTone;
  title: string;
  text: string;
}

function useVerdict(explanation: HashExplanation): Verdict {
  const t = useTranslations('inspector.compare');
  const algorithms = useTranslations('inspector.algorithms');
  const variants = useTranslations('inspector.variants');
  switch (explanation.kind) {
    case 'same': {
      const { spelling } = explanation;
      const isUnderstood = spelling === 'hex' || spelling === 'upper_case_hex';
      return { tone: isUnderstood ? 'success' : 'warning', title: t('same'), text: t(`spellings.${spelling}`) };
    }
    case 'variant': {
      const { variant, detail = '' } = explanation;
      const params = { algorithm: algorithms(explanation.algorithm), what: variants(variant, { detail }) };
      return { tone: 'error', title: t('variant', params), text: t('advice') };
    }
    case 'unknown': {
      const algorithm = algorithms(explanation.algorithm);
      return { tone: 'error', title: t('unknown'), text: t('unknownText', { algorithm }) };
    }
    case 'not_a_hash':
      return { tone: 'warning', title: t('notAHash'), text: t('notAHashText', { count: explanation.characters }) };
  }
}
